import { writeXml } from '../xml/writeXml';
import type { Reply, ReplyBody, StreamBody } from './Reply';

/** The same answer with its body as a stream, for what works on streams only. */
export function streamed(reply: Reply): Reply & { body?: StreamBody } {
  const { body, ...rest } = reply;
  if (!body) return rest;
  if (body.kind === 'stream') return { ...rest, body };
  const bytes = bytesOf(body);
  return {
    ...rest,
    headers: { ...typeOf(body), ...reply.headers },
    body: {
      kind: 'stream',
      length: bytes.length,
      chunks: (async function* () {
        yield bytes;
      })(),
      release: async () => undefined,
    },
  };
}

/** The headers that follow from the kind of body. */
export function typeOf(body: ReplyBody): Record<string, string> {
  return body.kind === 'xml' ? { 'Content-Type': 'application/xml' } : {};
}

export function bytesOf(body: Exclude<ReplyBody, StreamBody>): Buffer {
  return body.kind === 'xml' ? Buffer.from(writeXml(body.root)) : body.bytes;
}
