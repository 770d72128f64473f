/** A file of the project, as it is and as it is to be. */
export interface FileChange {
  /** From the project's root. */
  readonly file: string;
  /** Undefined: there is no such file. */
  readonly before: string | undefined;
  readonly after: string;
}
