import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXml } from '../xml/writeXml';
import type { Reply, ReplyBody } from './Reply';

/**
 * Sends an answer and waits until it is out. Rejects when the connection broke or the body could not be read.
 *
 * @param beforeLast called before the last bytes go out: who has the whole answer can rely on it.
 */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  beforeLast: (bodyBytes: number) => void,
): Promise<void> {
  const { body } = reply;
  try {
    response.statusCode = reply.status;
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
    const bodyless = reply.status === 204 || reply.status === 304;
    if (body || !bodyless) {
      if (body?.kind === 'xml') response.setHeader('Content-Type', 'application/xml');
      if (!response.hasHeader('Content-Length')) response.setHeader('Content-Length', lengthOf(body));
    }
    if (!body || bodyless || request.method === 'HEAD') {
      beforeLast(0);
      await finish(response);
    } else if (body.kind === 'stream') {
      const chunks = announceLast(body.chunks, () => beforeLast(body.length));
      await pipeline(Readable.from(chunks, { objectMode: false }), response);
    } else {
      const bytes = bytesOf(body);
      beforeLast(bytes.length);
      await finish(response, bytes);
    }
  } finally {
    if (body?.kind === 'stream') await body.release();
  }
}

/** Passes chunks on, one behind, so that the last one is known before it is passed. */
async function* announceLast(chunks: AsyncIterable<Buffer>, beforeLast: () => void): AsyncGenerator<Buffer> {
  let held: Buffer | undefined;
  for await (const chunk of chunks) {
    if (held) yield held;
    held = chunk;
  }
  beforeLast();
  if (held) yield held;
}

function lengthOf(body: ReplyBody | undefined): number {
  if (!body) return 0;
  return body.kind === 'stream' ? body.length : bytesOf(body).length;
}

function bytesOf(body: Exclude<ReplyBody, { kind: 'stream' }>): Buffer {
  return body.kind === 'xml' ? Buffer.from(writeXml(body.root)) : body.bytes;
}

function finish(response: ServerResponse, bytes?: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    // Then neither event is still to come.
    if (response.destroyed) reject(new Error('The client is gone.'));
    response.once('error', reject);
    response.once('close', () => {
      if (response.writableFinished) resolve();
      else reject(new Error('The connection was closed before the answer was sent.'));
    });
    response.end(bytes, () => resolve());
  });
}
