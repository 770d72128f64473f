import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import COS from 'cos-nodejs-sdk-v5';

export interface CosKey {
  readonly secretId: string;
  readonly secretKey: string;
  /** Of a temporary key. */
  readonly token?: string;
}

export interface CosQuestion {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Without its query; a path in ASCII. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Absent: without a signature. */
  readonly by?: CosKey;
}

export interface CosAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of an error; HEAD has none. */
  readonly code: string | undefined;
}

/** A request that has not moved for so long is ended, ms. */
const PATIENCE_MS = 15_000;

/** Sends one request. Rejects with Node's error when there is no answer. */
export function askCos({ method, url, query = {}, headers = {}, body, by }: CosQuestion): Promise<CosAnswer> {
  const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='));
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const signed = by === undefined ? {} : signatureHeaders(by, method, url, query);
  return new Promise<CosAnswer>((resolve, reject) => {
    const outgoing = request(
      pairs.length > 0 ? `${url}?${pairs.join('&')}` : url,
      {
        method,
        timeout: PATIENCE_MS,
        headers: { ...headers, ...signed, 'Content-Length': body?.length ?? 0 },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const received = Buffer.concat(chunks);
          const { statusCode: status = 0, headers: given } = incoming;
          const code = status < 300 ? undefined : elementOf(received.toString(), 'Code');
          resolve({ status, headers: given, body: received, code });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer within ${PATIENCE_MS / 1000} s`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Uploads as the Mini Program does: a form, with the signature in a field. */
export async function postObject(
  bucketUrl: string,
  key: string,
  bytes: Buffer,
  by: CosKey,
): Promise<CosAnswer> {
  const form = new FormData();
  form.set('key', key);
  form.set('success_action_status', '200');
  form.set('Signature', authorizationOf(by, 'POST', bucketUrl, {}));
  if (by.token !== undefined) form.set('x-cos-security-token', by.token);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'doctor');
  const packed = new Response(form);
  return askCos({
    method: 'POST',
    url: bucketUrl,
    headers: { 'Content-Type': packed.headers.get('content-type') ?? '' },
    body: Buffer.from(await packed.arrayBuffer()),
  });
}

/** The text of the first element of that name; undefined when there is none. */
export function elementOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

function signatureHeaders(
  by: CosKey,
  method: CosQuestion['method'],
  url: string,
  query: Record<string, string>,
) {
  return {
    Authorization: authorizationOf(by, method, url, query),
    ...(by.token !== undefined && { 'x-cos-security-token': by.token }),
  };
}

function authorizationOf(
  by: CosKey,
  Method: CosQuestion['method'],
  url: string,
  Query: Record<string, string>,
): string {
  const { host, pathname } = new URL(url);
  return COS.getAuthorization({
    SecretId: by.secretId,
    SecretKey: by.secretKey,
    // Its typings forget HEAD.
    Method: Method as Exclude<typeof Method, 'HEAD'>,
    Pathname: decodeURIComponent(pathname),
    Query,
    Headers: { Host: host },
  });
}
