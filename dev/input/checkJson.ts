import { type GenericSchema, safeParse } from 'valibot';
import { BadInput } from './BadInput';

/**
 * The object that JSON from outside is, checked by a schema whose messages say what a value must be (schemas.ts).
 * Throws `BadInput` with the first field that is wrong.
 */
export function checkJson<Value extends object>(
  schema: GenericSchema<unknown, Value>,
  given: unknown,
): Value {
  // To valibot a list is an object, of which all that is optional is absent.
  if (Array.isArray(given)) throw new BadInput('', `is ${show(given)}; it must be an object`);
  const { success, output, issues } = safeParse(schema, given, { abortEarly: true });
  if (success) return output;
  const [{ path = [], expected, message }] = issues;
  const field = path.reduce((parent, { type, key }) => {
    if (type === 'array') return `${parent}[${key}]`;
    return parent === '' ? String(key) : `${parent}.${key}`;
  }, '');
  const value = path.length === 0 ? given : path.at(-1)?.value;
  throw new BadInput(field, expected === 'never' ? message : `is ${show(value)}; it must be ${message}`);
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100);
}
