import { readOptions } from '../commandLine';
import type { Request } from './Request';
import { checkValue } from './values/checkValue';
import type { ValueName, Values } from './values/Values';

/** What sets a project up, as options of a command. */
export const setupOptions = {
  bucket: 'optional',
  region: 'optional',
  created: 'optional',
  appid: 'optional',
  environment: 'optional',
  url: 'optional',
  local: 'flag',
} as const;

/** The options of the command. Throws what is not known, or not right: all of it at once. */
export function readRequest(args: readonly string[]): Request {
  const { local, 'dry-run': dry, ...options } = readOptions({ ...setupOptions, 'dry-run': 'flag' }, args);
  const entries = Object.entries(options).filter(
    (entry): entry is [ValueName, string] => entry[1] !== undefined,
  );
  // Without the value: it may hold a secret that was meant for another place.
  const wrong = entries.flatMap(([name, text]) => {
    const checked = checkValue(name, text);
    return checked.kind === 'wrong' ? [`--${name}: ${checked.why}`] : [];
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  const given: Values = Object.fromEntries(entries);
  const { appid, ...ofBucket } = given;
  if (local && Object.keys(ofBucket).length > 0) {
    throw new Error(`--local takes the local cloud's own values: leave out ${flags(ofBucket)}.`);
  }
  if (given.url !== undefined && given.environment !== undefined) {
    throw new Error('--url and --environment are two ways to keys: leave one out.');
  }
  return local
    ? { kind: 'local', dry, ...(appid !== undefined && { appId: appid }) }
    : { kind: 'bucket', dry, given };
}

const flags = (values: Values): string =>
  Object.keys(values)
    .map((name) => `--${name}`)
    .join(', ');
