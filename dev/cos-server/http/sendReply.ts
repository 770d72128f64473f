import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXml } from '../xml/writeXml';
import type { Reply, ReplyBody } from './Reply';

/**
 * Sends an answer and waits until it is out.
 *
 * Resolves with the number of bytes of its body. Rejects when the connection broke or the body could not be read.
 */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<number> {
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
      await finish(response);
      return 0;
    }
    if (body.kind === 'stream') {
      await pipeline(Readable.from(body.chunks, { objectMode: false }), response);
      return body.length;
    }
    const bytes = bytesOf(body);
    await finish(response, bytes);
    return bytes.length;
  } finally {
    if (body?.kind === 'stream') await body.release();
  }
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
