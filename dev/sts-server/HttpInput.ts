import type { IncomingHttpHeaders } from 'node:http';

/** An HTTP request, read whole. */
export interface HttpInput {
  method: string;
  path: string;
  /** As sent, without the question mark. */
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A header's value; '' when it is absent. */
export function header(input: HttpInput, name: string): string {
  const value = input.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/**
 * The Host header, then the same without its port: Tencent's SDK for Node signs a configured endpoint
 * `127.0.0.1:9000` without the port, others sign it as they send it.
 */
export function hostSpellings(input: HttpInput): string[] {
  const host = header(input, 'host');
  const withoutPort = host.replace(/:\d+$/, '');
  return withoutPort === host ? [host] : [host, withoutPort];
}
