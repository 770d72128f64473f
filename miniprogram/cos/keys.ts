/** COS: a key has at most 850 bytes of UTF-8. */
const KEY_BYTES = 850;
/** Milliseconds until the year 2286, which keeps what is left of it at 13 digits. */
const LAST_MOMENT = 9_999_999_999_999;
const STAMPED = /^(\d{13})-(.+)$/s;

/**
 * `<prefix><time left until LAST_MOMENT>-<name>`: in a plain listing, which is by key, the newest comes first.
 * Times below are in milliseconds since 1970.
 */
export function objectKey(prefix: string, time: number, name: string): string {
  return `${prefix}${String(LAST_MOMENT - time).padStart(13, '0')}-${name}`;
}

/** The name within a key, and when it was made; an object that came another way has no time. */
export function readObjectKey(key: string): { name: string; time?: number } {
  const last = key.slice(key.lastIndexOf('/') + 1);
  const [, left, name] = STAMPED.exec(last) ?? [];
  return left === undefined || name === undefined
    ? { name: last }
    : { name, time: LAST_MOMENT - Number(left) };
}

/** Bytes of UTF-8 that a name may have under this prefix. */
export function nameLimit(prefix: string): number {
  return KEY_BYTES - utf8Length(objectKey(prefix, 0, ''));
}

export function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}

/**
 * The name without what no key or URL can carry: slashes, control characters, halves of surrogate pairs. And without `${`: COS
 * puts the name of the sent file in place of `${filename}` in the key of a form (document 14690).
 */
export function cleanName(name: string): string {
  const clean = Array.from(name.trim(), (character) =>
    /^(?:[/\\\p{Cc}]|\p{Cs})$/u.test(character) ? '_' : character,
  ).join('');
  return clean.replace(/\$\{/g, '_{') || 'file';
}
