import { Misuse, readOptions } from '../commandLine';
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
  anyway: 'flag',
} as const;

export type SetupOptions = { readonly [name in ValueName]: string | undefined } & {
  readonly local: boolean;
  /** Also what is hardly right. */
  readonly anyway: boolean;
};

/** The options of the command. Throws `Misuse` for what is not known, or not right: all of it at once. */
export function readRequest(args: readonly string[]): Request {
  const { 'dry-run': dry, ...options } = readOptions({ ...setupOptions, 'dry-run': 'flag' }, args);
  return requestFrom(options, dry);
}

/** Throws `Misuse` for what is not right, all of it at once. */
export function requestFrom({ local, anyway, ...options }: SetupOptions, dry = false): Request {
  const entries = Object.entries(options).filter(
    (entry): entry is [ValueName, string] => entry[1] !== undefined,
  );
  // Without the value: it may hold a secret that was meant for another place.
  const wrong = entries.flatMap(([name, text]) => {
    const checked = checkValue(name, text);
    if (checked.kind === 'right' || (checked.kind === 'doubtful' && anyway)) return [];
    return [`--${name}: ${checked.why}${checked.kind === 'doubtful' ? ' If it is right: --anyway.' : ''}`];
  });
  if (wrong.length > 0) throw new Misuse(wrong.join('\n'));
  const given: Values = Object.fromEntries(entries);
  const { appid, ...ofBucket } = given;
  if (local && Object.keys(ofBucket).length > 0) {
    throw new Misuse(`--local takes the local cloud's own values: leave out ${flags(ofBucket)}.`);
  }
  if (given.url !== undefined && given.environment !== undefined) {
    throw new Misuse('--url and --environment are two ways to keys: leave one out.');
  }
  return local
    ? { kind: 'local', dry, ...(appid !== undefined && { appId: appid }) }
    : { kind: 'bucket', dry, given };
}

const flags = (values: Values): string =>
  Object.keys(values)
    .map((name) => `--${name}`)
    .join(', ');
