/**
 * What a user may upload. A request has to name a type: COS would otherwise take one from the key's extension,
 * `.html` included. Nothing that people choose on a phone is left out; what the SDK does not know is
 * application/octet-stream.
 */
export const acceptedTypes = ['image/*', 'video/*', 'audio/*', 'text/*', 'application/*'];

/**
 * What a browser would run as a page, in the name of the bucket's domain. (`+xml` and `/xml`, but not a plain `xml`,
 * which the types of Office documents have in them.)
 */
export const refusedTypes = ['*html*', '*/xml*', '*+xml*', '*javascript*', '*ecmascript*', '*/svg*'];
