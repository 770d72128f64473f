import { InvalidFaults } from './InvalidFaults';

/** Reads a JSON value, undefined when it is absent. Throws `InvalidFaults` with the field's name. */
export type Reader<Value> = (field: string, given: unknown) => Value;

export function number(min: number, max: number): Reader<number> {
  return (field, given) => {
    if (typeof given === 'number' && given >= min && given <= max) return given;
    throw new InvalidFaults(field, `is ${show(given)}; it must be a number from ${min} to ${max}`);
  };
}

export function integer(min: number, max: number): Reader<number> {
  return (field, given) => {
    if (typeof given === 'number' && Number.isInteger(given) && given >= min && given <= max) return given;
    throw new InvalidFaults(field, `is ${show(given)}; it must be a whole number from ${min} to ${max}`);
  };
}

/** @param description of what matches, as "a SecretId". */
export function text(pattern: RegExp, description: string): Reader<string> {
  return (field, given) => {
    if (typeof given === 'string' && pattern.test(given)) return given;
    throw new InvalidFaults(field, `is ${show(given)}; it must be ${description}`);
  };
}

export const flag: Reader<boolean> = (field, given) => {
  if (typeof given === 'boolean') return given;
  throw new InvalidFaults(field, `is ${show(given)}; it must be true or false`);
};

export function oneOf<Value extends string>(values: readonly Value[]): Reader<Value> {
  return (field, given) => {
    const found = values.find((value) => value === given);
    if (found !== undefined) return found;
    throw new InvalidFaults(field, `is ${show(given)}; it must be one of ${values.join(', ')}`);
  };
}

export function orNull<Value>(reader: Reader<Value>): Reader<Value | null> {
  return (field, given) => (given === null ? null : reader(field, given));
}

export function listOf<Value>(reader: Reader<Value>, maxEntries: number): Reader<readonly Value[]> {
  return (field, given) => {
    if (!Array.isArray(given) || given.length > maxEntries) {
      throw new InvalidFaults(field, `is ${show(given)}; it must be a list of at most ${maxEntries} entries`);
    }
    return given.map((entry, index) => reader(`${field}[${index}]`, entry));
  };
}

/** A value as messages show it. */
export function show(given: unknown): string {
  return given === undefined ? 'missing' : JSON.stringify(given).slice(0, 100);
}
