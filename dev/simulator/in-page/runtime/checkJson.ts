/**
 * What WeChat could not carry from the script to the page, as `path: reason`.
 * There both are apart and setData goes as JSON; here they share memory, and the mistake would pass unseen.
 */
export function findNonJson(value: unknown, path: string, seen: readonly unknown[] = []): string | undefined {
  if (value === undefined) return `${path}: undefined (WeChat refuses it)`;
  if (typeof value === 'function') return `${path}: a function`;
  if (typeof value === 'symbol' || typeof value === 'bigint') return `${path}: a ${typeof value}`;
  if (typeof value === 'number' && !Number.isFinite(value)) return `${path}: ${value}`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (seen.includes(value)) return `${path}: a circle`;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind !== 'Object' && kind !== 'Array') return `${path}: a ${kind}`;
  const inner = [...seen, value];
  for (const [key, item] of Object.entries(value)) {
    // Optional fields of an object that are undefined just vanish in JSON.
    if (item === undefined && kind === 'Object' && seen.length > 0) continue;
    const found = findNonJson(item, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
