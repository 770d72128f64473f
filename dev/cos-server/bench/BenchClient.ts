import { randomBytes } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { percentEncode } from '../signature/percentEncode';
import { signature, stringToSign } from '../signature/stringToSign';
import { benchAccount } from './benchAccount';

export const MB = 1024 * 1024;

/** The same bytes again and again: what they are makes no difference to a server. */
const block = randomBytes(MB);

interface BenchRequest {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Of the body, bytes. */
  size?: number;
  body?: string;
}

/** Sends bytes to a server and throws away what it gets. */
export class BenchClient {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly port: number) {}

  /** @returns the bytes that came. */
  async download(path: string, headers: Record<string, string> = {}): Promise<number> {
    const answer = await this.send({ method: 'GET', path, headers });
    let size = 0;
    for await (const chunk of answer) size += chunk.length;
    return size;
  }

  async text(asked: BenchRequest): Promise<{ text: string; etag: string }> {
    const answer = await this.send(asked);
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    return { text: Buffer.concat(chunks).toString(), etag: String(answer.headers.etag ?? '') };
  }

  close(): void {
    this.agent.destroy();
  }

  private async send({
    method,
    path,
    query = {},
    headers = {},
    size,
    body,
  }: BenchRequest): Promise<IncomingMessage> {
    const entries = Object.entries(query);
    const search = entries.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
    const length = size ?? (body === undefined ? 0 : Buffer.byteLength(body));
    const outgoing = request({
      host: '127.0.0.1',
      port: this.port,
      agent: this.agent,
      method,
      path: search === '' ? path : `${path}?${search}`,
      headers: {
        ...headers,
        ...(method !== 'GET' && { 'content-length': String(length) }),
        authorization: authorization(method, path, entries),
      },
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
    });
    if (size === undefined) outgoing.end(body);
    else await pipeline(Readable.from(blocks(size)), outgoing);
    const answer = await answered;
    if ((answer.statusCode ?? 0) < 300) return answer;
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    throw new Error(`${method} ${path} was answered ${answer.statusCode}: ${Buffer.concat(chunks)}`);
  }
}

function* blocks(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= block.length) yield block.subarray(0, left);
}

/** Signed for COS; the other server does not look at it. */
function authorization(method: string, path: string, parameters: [string, string][]): string {
  const { secretId, secretKey } = benchAccount;
  const now = Math.floor(Date.now() / 1000);
  const time = `${now - 60};${now + 3600}`;
  const text = stringToSign(time, { method, path, parameters, headers: [] });
  const names = parameters
    .map(([name]) => percentEncode(name).toLowerCase())
    .sort()
    .join(';');
  return [
    'q-sign-algorithm=sha1',
    `q-ak=${secretId}`,
    `q-sign-time=${time}`,
    `q-key-time=${time}`,
    'q-header-list=',
    `q-url-param-list=${names}`,
    `q-signature=${signature(secretKey, time, text)}`,
  ].join('&');
}
