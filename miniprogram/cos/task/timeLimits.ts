/** How long something may take before it counts as hung, and when it is tried again. Milliseconds. */
export interface TimeLimits {
  /** One request for a temporary key, wx.login included. */
  readonly credential: number;
  /** One call of COS that carries no file, its further tries included. */
  readonly operation: number;
  /** A request with a file or a part from which nothing was heard: WeChat's own limit of 60 s, and a reserve. */
  readonly uploadSilence: number;
  /** For how long a stored video waits for its cover, which then goes on by itself. */
  readonly cover: number;
  /** Pauses before the further tries of a request of an upload or a download. */
  readonly uploadPauses: readonly number[];
  /** Pauses before a queue tries again what the network kept back; the last one from then on. */
  readonly networkPauses: readonly number[];
  /** Pauses before the further tries of a call that carries no file. */
  readonly operationPauses: readonly number[];
  /** Nothing is tried again when it has been tried for so long. */
  readonly patience: number;
  /** A download from which nothing was heard. */
  readonly downloadSilence: number;
  /** A call of wx that waits for no person and no server, such as one of the file system. */
  readonly files: number;
  /** A check of the doctor: more than each of its requests has. */
  readonly check: number;
  /** Removing a file that is no longer wanted: a cancelled task waits for it, and the next start tries again. */
  readonly removal: number;
}

export const timeLimits: TimeLimits = {
  credential: 20_000,
  operation: 30_000,
  uploadSilence: 65_000,
  cover: 4_000,
  uploadPauses: [500, 1500, 4000, 8000],
  networkPauses: [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000],
  operationPauses: [400],
  patience: 120_000,
  downloadSilence: 65_000,
  files: 10_000,
  check: 40_000,
  removal: 1_000,
};
