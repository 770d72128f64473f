export type RowState = 'running' | 'waiting' | 'failed' | 'cancelled' | 'done';

/** What one row of the transfers shows; plain data, so that it can go through setData. */
export interface RowView {
  /** The upload's. */
  readonly id: string;
  readonly state: RowState;
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
  readonly control: 'cancel' | 'retry' | 'none';
  readonly controlLabel: string;
  /** '' when it cannot be taken off the list now. */
  readonly removeLabel: string;
  readonly showLabel: string;
}
