import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { sign } from './sign';
import type { Key } from './temporaryKey';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
  /** The code of an error. */
  code: string | undefined;
}

export interface RawRequest {
  method?: string;
  /** As it goes over the wire. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

interface Server {
  port: number;
  /** Default: this machine. */
  host?: string;
  tls?: boolean;
}

/** Sends a request exactly as it is given. */
export function sendRaw({ port, host = '127.0.0.1', tls = false }: Server, raw: RawRequest): Promise<Answer> {
  const { method = 'GET', path, headers, body } = raw;
  const request = tls ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port, method, path, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('error', reject);
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString();
        const [, code] = /<Code>(.*?)<\/Code>/.exec(text) ?? [];
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes, text, code });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export interface SignedRequest {
  method?: string;
  /** Decoded. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent but not signed. */
  unsigned?: Record<string, string>;
  body?: string | Buffer;
  time?: string;
}

/** Signs a request with all its parameters and headers, and sends it. */
export function send(server: { port: number }, key: Key, signed: SignedRequest): Promise<Answer> {
  const { method = 'GET', path, query = {}, headers = {}, unsigned = {}, body, time } = signed;
  const authorization = sign(key, { method, path, query, headers, ...(time && { time }) });
  return sendRaw(server, {
    method,
    path: wirePath(path, query),
    headers: {
      ...headers,
      ...unsigned,
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      ...(key.token && { 'x-cos-security-token': key.token }),
      authorization,
    },
    ...(body !== undefined && { body }),
  });
}

export function wirePath(path: string, query: Record<string, string> = {}): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const parameters = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return parameters.length > 0 ? `${encoded}?${parameters.join('&')}` : encoded;
}
