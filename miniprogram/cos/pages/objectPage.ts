/** Url of the page that shows the object, relative to any other page of this folder. */
export function objectPageUrl(key: string): string {
  return `../object/object?key=${encodeURIComponent(key)}`;
}

/**
 * The key as `objectPageUrl` put it in. WeChat hands a query over as it was written, other hosts decode it; a key
 * has at least one slash, its encoded form has none, so the two can be told apart.
 */
export function keyFromQuery(query: Record<string, string | undefined>): string {
  const key = query.key ?? '';
  return key.includes('/') ? key : decodeURIComponent(key);
}
