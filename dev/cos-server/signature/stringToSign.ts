import { createHash, createHmac } from 'node:crypto';
import { percentEncode } from '../http/percentEncoding';

/** What a signature covers (doc 7778). */
export interface SignedRequest {
  /** Any case. */
  method: string;
  /** Decoded, from the first `/`, with the bucket in path-style. */
  path: string;
  parameters: readonly (readonly [name: string, value: string])[];
  headers: readonly (readonly [name: string, value: string])[];
}

/** The HttpString: method, path, parameters and headers, a line each. */
export function formatString({ method, path, parameters, headers }: SignedRequest): string {
  return `${method.toLowerCase()}\n${path}\n${pairs(parameters)}\n${pairs(headers)}\n`;
}

/** @param signTime `start;end` in unix seconds. */
export function stringToSign(signTime: string, request: SignedRequest): string {
  return `sha1\n${signTime}\n${sha1(formatString(request))}\n`;
}

/** Hex HMAC-SHA1 with the key that belongs to one span of time. */
export function signature(secretKey: string, keyTime: string, text: string): string {
  const signKey = hmac(secretKey, keyTime);
  return hmac(signKey, text);
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function hmac(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex');
}

function pairs(entries: readonly (readonly [name: string, value: string])[]): string {
  return entries
    .map(([name, value]) => [percentEncode(name).toLowerCase(), percentEncode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
