/**
 * Throws a RangeError with what was got, unless it `holds`. For a mistake in the program, which is found when that line
 * runs for the first time; whatever depends on the phone, the network or the person is a `Failure`.
 */
export function expectOption(holds: boolean, option: string, got: unknown, expected: string): void {
  if (!holds)
    throw new RangeError(`${option} is ${JSON.stringify(got) ?? String(got)}, expected ${expected}`);
}
