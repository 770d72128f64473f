/** Url of the page that shows the object, relative to any other page of this folder. */
export function objectPageUrl(key: string): string {
  return `../object/object?key=${encodeURIComponent(key)}`;
}

/**
 * The key as `objectPageUrl` put it in. WeChat hands a query over as it was written, other hosts decode it; a key
 * has at least one slash, its encoded form has none, so the two can be told apart. Undefined when there is none, or when
 * the address was damaged on its way: a `%` without its two digits, or bytes that are no UTF-8.
 */
export function keyFromQuery({ key }: Record<string, string | undefined>): string | undefined {
  if (!key || key.includes('/')) return key || undefined;
  try {
    return decodeURIComponent(key);
  } catch {
    return undefined;
  }
}
