/** Thrown for a text of a shape that can't be edited without a risk to what somebody wrote in it. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';

  constructor(
    /** What stands there, as a person would say it. */
    readonly why: string,
    /** Counts from 1. */
    readonly line: number,
  ) {
    super(`line ${line}: ${why}`);
  }
}
