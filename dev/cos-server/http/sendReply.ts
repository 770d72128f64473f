import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reply, ReplyBody } from './Reply';
import { bytesOf, typeOf } from './streamed';

/**
 * Sends an answer and waits until it is out. Rejects when the connection broke or the body could not be read.
 *
 * What `cutAfterBytes` says is done in two places: the body is already cut off, here the connection is.
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
    if (reply.cutAfterBytes === 0) {
      beforeLast(0);
      request.socket.destroy();
      return;
    }
    response.statusCode = reply.status;
    const headers = { ...(body && typeOf(body)), ...reply.headers };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const bodyless = reply.status === 204 || reply.status === 304;
    if (body || !bodyless) {
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
    // Destroyed at once, it would lose what is still to be written.
    if (reply.cutAfterBytes !== undefined) request.socket.destroySoon();
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
