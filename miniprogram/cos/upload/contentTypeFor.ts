const runnable = /\.(x?html?|xht|svgz?|xml|xsl|m?js|kml|rss|atom)$/i;

/**
 * Undefined leaves the type to the SDK, which knows it by the key's extension. What a browser would run as a page in
 * the name of the bucket's domain is stored as plain bytes: the cloud function's policy refuses its own type.
 */
export function contentTypeFor(key: string): 'application/octet-stream' | undefined {
  return runnable.test(key) ? 'application/octet-stream' : undefined;
}
