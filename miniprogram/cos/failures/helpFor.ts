import type { FailureCode } from './FailureCode';

/** What helps: the same once more; WeChat's settings of this Mini Program; the phone's settings of WeChat; or none of these. */
export type Help = 'retry' | 'settings' | 'phone-settings' | 'none';

/** The same attempt would end the same way. */
const retryIsUseless: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'address-broken',
  'config-incomplete',
  'address-malformed',
  'referer-refused',
  'download-forbidden',
  'content-blocked',
  'path-style-refused',
  'object-missing',
  'object-archived',
  'image-too-large',
  'image-format',
  'domain-not-listed',
  'part-too-small',
  'too-large',
  'name-too-long',
  'path-too-long',
  'file-type',
  'file-empty',
  'file-unreadable',
  'album-type',
  'not-for-album',
  'document-type',
  'not-supported',
  'privacy-undeclared',
]);

export function helpFor(code: FailureCode): Help {
  if (code === 'album-refused') return 'settings';
  if (code === 'wechat-permission') return 'phone-settings';
  return retryIsUseless.has(code) ? 'none' : 'retry';
}
