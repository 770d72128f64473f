/** How long something may take before it counts as hung. Milliseconds. */
export interface TimeLimits {
  /** One request for a temporary key, wx.login included. */
  readonly credential: number;
  /** One call of COS other than an upload, the SDK's own second try included. */
  readonly operation: number;
  /** An upload from which nothing was heard. Three tries of a part at 60 s each, and a reserve. */
  readonly uploadSilence: number;
  /** How often a silent upload looks whether its file is still there. */
  readonly fileCheck: number;
  /** A download from which nothing was heard. */
  readonly downloadSilence: number;
  /** A call of wx that waits for no person and no server, such as one of the file system. */
  readonly files: number;
  /** Removing a file that is no longer wanted: a cancelled task waits for it, and the next start tries again. */
  readonly removal: number;
}

export const timeLimits: TimeLimits = {
  credential: 20_000,
  operation: 30_000,
  uploadSilence: 190_000,
  fileCheck: 10_000,
  downloadSilence: 65_000,
  files: 10_000,
  removal: 1_000,
};
