/** Bytes, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Reads the header `Range` of RFC 9110, section 14: `bytes=0-99`, `bytes=100-` or `bytes=-50`.
 *
 * @param size bytes of all that there is.
 * @returns undefined for what is to be ignored, so that all is sent: no header, other units, bad syntax, several ranges, a last
 * byte before the first.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first >= size ? 'unsatisfiable' : { first, last };
}
