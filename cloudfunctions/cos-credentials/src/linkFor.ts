import { prefixOf } from './createPolicy';
import type { Settings } from './settings';
import { signLink } from './signLink';

/** The JSON that the Mini Program expects when it asked for a link. */
export interface LinkAnswer {
  url: string;
  /** Unix seconds, on the clock of the function. */
  expiredTime: number;
}

/** COS's clock and the function's may differ by as much. Seconds. */
const TOLERANCE = 60;

/** COS: a key has at most as many bytes of UTF-8. */
const KEY_BYTES = 850;

/**
 * A link to one object of this user, signed with the permanent key: short, as it needs no token, and not bound to the life of
 * a temporary key.
 *
 * @param asked what the call carries as `link`: `{ key, seconds }`, the whole key and for how long, from now on
 * @throws Error that says why there is none.
 */
export function linkFor(settings: Settings, openId: string, asked: unknown): LinkAnswer {
  const { maxLinkSeconds, linkBase } = settings;
  if (maxLinkSeconds === 0) refuse('links are switched off (MAX_LINK_SECONDS is 0)');
  const { key, seconds } = (asked ?? {}) as { key?: unknown; seconds?: unknown };
  if (!isOwn(key, prefixOf(openId))) refuse("the key is none of the caller's own");
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 1 || seconds > maxLinkSeconds) {
    refuse(`a link lives for a whole number of seconds, from 1 to ${maxLinkSeconds} (MAX_LINK_SECONDS)`);
  }
  const now = Math.floor(Date.now() / 1000);
  const expiredTime = now + seconds;
  return {
    url: signLink(settings, { base: linkBase, key, start: now - TOLERANCE, end: expiredTime }),
    expiredTime,
  };
}

/**
 * Under the prefix, and there also for what takes `..` out of a path, as browsers do and proxies may; and a text that a URL can
 * carry.
 */
function isOwn(key: unknown, prefix: string): key is string {
  if (typeof key !== 'string' || !key.startsWith(prefix) || key === prefix) return false;
  if (/\p{Surrogate}/u.test(key) || Buffer.byteLength(key) > KEY_BYTES) return false;
  return !key.split(/[/\\]/).some((part) => part === '.' || part === '..');
}

function refuse(why: string): never {
  throw new Error(`cos-credentials: no link: ${why}.`);
}
