import { CosError } from '../errors/CosError';

/** Bytes, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Reads `bytes=0-99`, `bytes=100-` or `bytes=-50`.
 *
 * @param size bytes of the object.
 * @returns undefined for what is to be ignored: other units, bad syntax, several ranges. Throws `InvalidRange`
 * when no byte of the object is in it.
 */
export function parseRange(header: string, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (first >= size) {
    throw new CosError('InvalidRange', {
      reason: `${header} of an object of ${size} bytes.`,
      headers: { 'Content-Range': `bytes */${size}` },
    });
  }
  return { first, last };
}
