import type { Answer } from './Exchange';

/**
 * COS puts `x-cos-request-id` on every answer (document 7730); a CDN before an own domain may keep others of its headers
 * only. The login page of a public Wi-Fi has none.
 */
export function isOfCos(headers: Answer['headers']): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-cos-'));
}
