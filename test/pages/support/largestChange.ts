/** Bytes of the largest setData, as WeChat counts: JSON in UTF-8. */
export function largestChange(changes: ReadonlyArray<Record<string, unknown>>): number {
  return Math.max(0, ...changes.map((change) => Buffer.byteLength(JSON.stringify(change))));
}
