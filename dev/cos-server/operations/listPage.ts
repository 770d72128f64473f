import { CosError } from '../errors/CosError';
import { percentEncode } from '../http/percentEncoding';
import type { Query } from '../http/Query';
import { compareKeys, type KeyIndex } from '../storage/KeyIndex';

interface ListRequest {
  prefix: string;
  /** One character; keys that have it after the prefix are summed up as a common prefix. */
  delimiter: string | undefined;
  /** Only what comes after it, `''` for all. */
  marker: string;
  /** Keys and common prefixes together. */
  limit: number;
}

interface ListPage {
  keys: string[];
  commonPrefixes: string[];
  /** The last entry, when there are more. */
  nextMarker: string | undefined;
}

/** One page of a list in the order of UTF-8 bytes. */
export function listPage<T>(index: KeyIndex<T>, { prefix, delimiter, marker, limit }: ListRequest): ListPage {
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  let position = compareKeys(marker, prefix) < 0 ? index.firstAt(prefix) : index.firstAfter(marker);
  while (true) {
    const key = index.at(position);
    if (!key?.startsWith(prefix)) return { keys, commonPrefixes, nextMarker: undefined };
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined && common === marker) {
      // The page before ended with it.
      position = index.firstAfterPrefix(common);
      continue;
    }
    if (keys.length + commonPrefixes.length === limit) {
      return { keys, commonPrefixes, nextMarker: limit === 0 ? undefined : last };
    }
    if (common === undefined) {
      keys.push(key);
      last = key;
      position += 1;
    } else {
      commonPrefixes.push(common);
      last = common;
      position = index.firstAfterPrefix(common);
    }
  }
}

/** What of the key is summed up, with the delimiter at its end. */
export function commonPrefix(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (!delimiter) return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** Throws `InvalidDelimiter` for more than one character. */
export function delimiterOf(query: Query): string | undefined {
  const delimiter = query.get('delimiter') || undefined;
  if (delimiter !== undefined && [...delimiter].length > 1) throw new CosError('InvalidDelimiter');
  return delimiter;
}

/** The most entries of a page, and how many it has unless fewer are asked for. */
const MAX_ENTRIES = 1000;

/** Throws `InvalidArgument` for what is no number. */
export function limitOf(query: Query, name: string): number {
  const text = query.get(name);
  if (!text) return MAX_ENTRIES;
  if (!/^\d{1,9}$/.test(text)) throw new CosError('InvalidArgument', { reason: `${name} is "${text}".` });
  return Math.min(Number(text), MAX_ENTRIES);
}

/** How keys are written in a list: as they are, or percent-encoded but for `/`. Throws `InvalidArgument`. */
export function keyWriter(query: Query): (key: string) => string {
  const encoding = query.get('encoding-type') || undefined;
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url')
    throw new CosError('InvalidArgument', { reason: `encoding-type is "${encoding}".` });
  return (key) => key.split('/').map(percentEncode).join('/');
}
