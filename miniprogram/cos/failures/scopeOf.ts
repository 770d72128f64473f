import type { FailureCode } from './FailureCode';

/**
 * Whose fault it is that a file did not arrive: what others of a queue have to fear.
 * - `file`: its own. The others go on.
 * - `all`: every other would end the same way.
 * - `either`: nobody can tell from one. When the next one ends the same way, it is `all`.
 * - `network`: it may be over a moment later.
 */
export type Scope = 'file' | 'all' | 'either' | 'network';

/** What is missing here is the file's own. */
const scopes: { readonly [code in FailureCode]?: Scope } = {
  'config-incomplete': 'all',
  'config-mismatch': 'all',
  'address-malformed': 'all',
  'function-missing': 'all',
  'credential-refused': 'all',
  'credential-malformed': 'all',
  'key-rejected': 'all',
  'clock-skewed': 'all',
  'request-expired': 'all',
  'referer-refused': 'all',
  'path-style-refused': 'all',
  'bucket-missing': 'all',
  'domain-not-listed': 'all',
  tls: 'all',
  // A login page of a public Wi-Fi, or an address that is somebody else's.
  'foreign-answer': 'all',
  'not-supported': 'all',
  // Of the album and the phone, for downloads.
  'album-refused': 'all',
  'wechat-permission': 'all',
  'privacy-undeclared': 'all',
  'privacy-refused': 'all',
  'disk-full': 'all',

  // The key's policy knows sizes, types and prefixes.
  'access-denied': 'either',
  'signature-rejected': 'either',
  'content-blocked': 'either',

  'credential-unreachable': 'network',
  'credential-timeout': 'network',
  'network-interrupted': 'network',
  'connection-failed': 'network',
  'server-unreachable': 'network',
  'too-many-requests': 'network',
  timeout: 'network',
  'server-error': 'network',
};

export function scopeOf(code: FailureCode): Scope {
  return scopes[code] ?? 'file';
}
