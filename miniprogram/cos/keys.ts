/**
 * How the keys of new objects are built: the one place to change it. A key is the user's prefix, which comes with the
 * temporary key (`users/<openid>/`), and then what `make` returns.
 *
 * The order of keys is the order of every list: COS lists by key, by bytes of UTF-8, and knows no other order. As
 * shipped the newest comes first; with another layout the gallery shows the order that this one makes.
 */
export interface KeyLayout {
  /**
   * True: `make` returns nothing twice, so that what is stored under a key never changes. An upload that is cancelled or
   * fails then takes back what COS has of it, also when that is the whole object.
   *
   * False, for names that come again (`avatar.jpg`): what is under the key may be older than the upload, so that nothing is
   * taken back. An upload that is cancelled in the moment in which COS has all of it may have replaced what was there.
   */
  readonly unique: boolean;
  /**
   * What comes after the prefix; with the extension of the name, from which content type and kind follow. Without a slash
   * at its start. With the prefix it may have 850 bytes; a name that makes it longer is `name-too-long`. Not what
   * `coverKey` makes, which would be no file: `cleanName` sees to that.
   */
  make(file: NewFile): string;
  /** What a person sees of an object, by its whole key. The key may have come another way, say COS's console. */
  read(key: string): ReadKey;
  /**
   * The whole key of the same object under another name, which `cleanName` has made: with the time that it has, so that it keeps its
   * place in every list, and one that no other object can have. Undefined where that can't be: such an object can't be renamed.
   * A layout without it renames none.
   */
  rename?(key: string, name: string): string | undefined;
}

export interface NewFile {
  /** `cleanName` of the name that the file has on the phone. */
  readonly name: string;
  /** By the server's clock, another one for each file. Milliseconds since 1970. */
  readonly time: number;
}

export interface ReadKey {
  readonly name: string;
  /**
   * When it was made, in milliseconds since 1970. Only for keys that no later upload can use again: else when COS stored it
   * last is what a person has to see.
   */
  readonly time?: number;
}

/** Milliseconds until the year 2286, which keeps what is left of it at 13 digits. */
const LAST_MOMENT = 9_999_999_999_999;
const STAMPED = /^(\d{13})-(.+)$/s;

/** `<time left until LAST_MOMENT>-<name>`: the newest comes first. */
export const keys: KeyLayout = {
  unique: true,

  make({ name, time }) {
    return `${String(LAST_MOMENT - time).padStart(13, '0')}-${name}`;
  },

  read(key) {
    const last = key.slice(key.lastIndexOf('/') + 1);
    const [, left, name] = STAMPED.exec(last) ?? [];
    return left === undefined || name === undefined
      ? { name: last }
      : { name, time: LAST_MOMENT - Number(left) };
  },

  rename(key, name) {
    const start = key.lastIndexOf('/') + 1;
    const [, left] = STAMPED.exec(key.slice(start)) ?? [];
    return left === undefined ? undefined : `${key.slice(0, start)}${left}-${name}`;
  },
};

/**
 * Key of the cover of a video, a small JPEG beside it: `film.mp4!12.cover.jpg` for one of 12 seconds, `film.mp4!.cover.jpg`
 * when nobody knows how long it is. So a listing tells all of it. `!` comes before what a name goes on with after an
 * extension: in the order of keys nothing is between the two.
 */
export function coverKey(video: string, seconds: number | undefined): string {
  return `${video}!${seconds ?? ''}.cover.jpg`;
}

/** The reverse; undefined for what does not look like a cover. */
export function readCoverKey(key: string): { readonly video: string; readonly seconds?: number } | undefined {
  const [, video, seconds] = /^(.*[^/])!(\d{0,6})\.cover\.jpg$/s.exec(key) ?? [];
  if (video === undefined) return undefined;
  return seconds ? { video, seconds: Number(seconds) } : { video };
}

/** COS: a key has at most 850 bytes of UTF-8. */
const KEY_BYTES = 850;

/** By how many bytes of UTF-8 a whole key is longer than COS takes; 0 when it is not. */
export function bytesTooLong(key: string): number {
  return Math.max(0, utf8Length(key) - KEY_BYTES);
}

export function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}

/**
 * The name without what no key or URL can carry: slashes, control characters, halves of surrogate pairs. And without `${`: COS
 * puts the name of the sent file in place of `${filename}` in the key of a form (document 14690). One that looks like a
 * cover's, which no list would show, gets a `_`.
 */
export function cleanName(name: string): string {
  const clean = Array.from(name.trim(), (character) =>
    /^(?:[/\\\p{Cc}]|\p{Cs})$/u.test(character) ? '_' : character,
  ).join('');
  return clean.replace(/\$\{/g, '_{').replace(/!(\d*\.cover\.jpg)$/, '_$1') || 'file';
}
