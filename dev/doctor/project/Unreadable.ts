/** A file of the project is missing, or is not what its name says. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    /** From the project's root: `project.config.json`. */
    readonly file: string,
    readonly reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}
