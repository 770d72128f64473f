/** What came from outside can't be taken. */
export class BadInput extends Error {
  override readonly name = 'BadInput';

  /**
   * @param field where it is: `failures[0].share`; `''` when it is all of it.
   * @param problem what it is and what it must be: `is 7; it must be a number from 0 to 1`.
   * @param status of the answer over HTTP.
   */
  constructor(
    readonly field: string,
    readonly problem: string,
    readonly status = 400,
  ) {
    super(`${field === '' ? 'The body' : field} ${problem}.`);
  }
}
