import type { UploadCommand, UploadState } from '../../index';

/** What one row of the transfers shows; plain data, so that it can go through setData. */
export interface RowView {
  /** The upload's. */
  readonly id: string;
  readonly state: UploadState['name'];
  /** Cut to fit. */
  readonly name: string;
  /** A local path; '' when there is no picture. */
  readonly thumbnail: string;
  /** Shown in place of the picture; upper case, '' when there is none. */
  readonly extension: string;
  /** Bytes of bytes. */
  readonly amount: string;
  /** Percent, then speed and time left. */
  readonly pace: string;
  /** 0 to 1. */
  readonly fraction: number;
  readonly percent: number;
  /** The round ones beside it. */
  readonly controls: readonly ControlView[];
  /** A tap on the row itself fires `show`. */
  readonly shows: boolean;
  readonly label: string;
}

export interface ControlView {
  readonly command: Exclude<UploadCommand, 'show' | 'pause'>;
  /** A class of icons.wxss. */
  readonly icon: string;
  readonly label: string;
}
