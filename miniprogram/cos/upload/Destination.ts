import { type Attempt, Failure } from '../failures/Failure';
import { bytesTooLong, type KeyLayout, utf8Length } from '../keys';

/** Where a file goes. */
export interface Destination {
  readonly key: string;
  /** Nothing was ever stored under this key but by this upload. Else what is there may be older, and stays. */
  readonly ownsKey: boolean;
  readonly attempt: Attempt;
}

/** Two files that are chosen in one moment still get keys of their own, in their order. */
let lastTime = 0;

/**
 * `now` in milliseconds since 1970, by the server's clock; `ownKey` in place of what the layout makes. Throws `name-too-long`.
 */
export function destinationFor(
  name: string,
  prefix: string,
  now: number,
  keys: KeyLayout,
  ownKey: string | undefined,
): Destination {
  lastTime = Math.max(now, lastTime + 1);
  const key = prefix + (ownKey ?? keys.make({ name, time: lastTime }));
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
