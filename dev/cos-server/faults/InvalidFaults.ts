/** What was asked for can't be done. */
export class InvalidFaults extends Error {
  /**
   * @param field as `failures[0].share`; `''` when it is all of it.
   * @param problem what it is and what it must be.
   */
  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(`These can't be the faults: ${field === '' ? problem : `${field} ${problem}`}.`);
    this.name = 'InvalidFaults';
  }
}
