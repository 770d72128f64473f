import type { Answer } from './Exchange';

/** What a network answers that wants a login first (RFC 6585). */
export const LOGIN_WANTED = 511;

/**
 * COS puts `x-cos-request-id` on every answer (document 7730); a CDN before an own domain may keep others of its headers
 * only. The login page of a public Wi-Fi has none.
 */
export function isOfCos(headers: Answer['headers']): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-cos-'));
}

/** Somebody else answered. A gateway in front of COS, which answers 5xx with a page of its own, is none: it may let through later. */
export function isForeign({ statusCode, headers }: Pick<Answer, 'statusCode' | 'headers'>): boolean {
  return !isOfCos(headers) && (statusCode < 500 || statusCode === LOGIN_WANTED);
}
