import {
  array,
  boolean,
  type GenericSchema,
  integer,
  maxLength,
  maxValue,
  message,
  minValue,
  type ObjectEntries,
  picklist,
  pipe,
  number as plainNumber,
  regex,
  safeParse,
  strictObject,
  string,
} from 'valibot';

/** Schemas for `checkJson`: their messages say what a value must be. */

export const flag = boolean('true or false');

export function number(min: number, max: number) {
  return message(pipe(plainNumber(), minValue(min), maxValue(max)), `a number from ${min} to ${max}`);
}

export function wholeNumber(min: number, max: number) {
  return message(
    pipe(plainNumber(), integer(), minValue(min), maxValue(max)),
    `a whole number from ${min} to ${max}`,
  );
}

/** @param description of what matches, as "a SecretId". */
export function text(pattern: RegExp, description: string) {
  return message(pipe(string(), regex(pattern)), description);
}

export function oneOf<const Value extends string>(values: readonly Value[]) {
  return picklist(values, `one of ${values.join(', ')}`);
}

export function listOf<Entry>(entry: GenericSchema<unknown, Entry>, maxEntries: number) {
  return message(pipe(array(entry), maxLength(maxEntries)), `a list of at most ${maxEntries} entries`);
}

/** An object with these fields and no others. */
export function fields<Entries extends ObjectEntries>(entries: Entries) {
  return strictObject(entries, ({ expected, path }) => {
    if (expected === 'never') return `is unknown; the fields here are ${Object.keys(entries).join(', ')}`;
    const missing = entries[String(path?.[0].key)];
    return missing ? (safeParse(missing, undefined).issues?.[0].message ?? '') : 'an object';
  });
}
