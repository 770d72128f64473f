import type { UploadCommand, UploadState } from '../../index';

/** What one row of the transfers shows; plain data, so that it can go through setData, and little of it. */
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
  /** What happens to it: speed and time left, or in words. */
  readonly pace: string;
  /** Whole percent; -1 for none of it begun, or all of it over: no bar. */
  readonly percent: number;
  /** Of the round control; '' for none. */
  readonly command: Exclude<UploadCommand, 'show'> | '';
  readonly commandLabel: string;
}
