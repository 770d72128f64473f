import { type Attempt, Failure } from '../failures/Failure';
import { bytesTooLong, type KeyLayout, utf8Length } from '../keys';

/** Where a file goes. */
export interface Destination {
  readonly key: string;
  /** Nothing was ever stored under this key but by this upload. Else what is there may be older, and stays. */
  readonly ownsKey: boolean;
  readonly attempt: Attempt;
}

let lastChoice = 0;
/** Of all keys that were made: two of one moment, with one name, would be one key. */
const usedTimes = new Set<number>();

/**
 * When a file was chosen: files that are chosen together have moments in their order, in whatever order they are sent. By the
 * phone's clock, milliseconds since 1970.
 */
export function momentOfChoice(): number {
  lastChoice = Math.max(Date.now(), lastChoice + 1);
  return lastChoice;
}

/**
 * `chosen`: its `momentOfChoice` by the server's clock; `ownKey` in place of what the layout makes. Throws `name-too-long`.
 */
export function destinationFor(
  name: string,
  prefix: string,
  chosen: number,
  keys: KeyLayout,
  ownKey: string | undefined,
): Destination {
  let time = chosen;
  while (usedTimes.has(time)) time += 1;
  usedTimes.add(time);
  const key = prefix + (ownKey ?? keys.make({ name, time }));
  const attempt: Attempt = { action: 'upload', name, key };
  const tooLong = bytesTooLong(key);
  if (tooLong > 0) {
    const length = utf8Length(name);
    const limit = Math.max(0, length - tooLong);
    const detail = `the name has ${length} bytes of at most ${limit}`;
    throw new Failure({ code: 'name-too-long', attempt, detail, params: { limit } });
  }
  return { key, attempt, ownsKey: keys.unique && ownKey === undefined };
}
