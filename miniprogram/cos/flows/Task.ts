export interface Progress {
  /** Bytes. */
  readonly loaded: number;
  /** Bytes. */
  readonly total: number;
}

/** Something that takes a while and can be stopped. */
export interface Task<T> {
  /** Rejects with a `Failure`; after `cancel()` with code `cancelled`. Always settles. */
  readonly result: Promise<T>;
  cancel(): void;
}
