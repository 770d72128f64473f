import type { Reply } from '../http/Reply';
import { streamed } from '../http/streamed';
import type { SlowLine } from './SlowLine';

/** Lets the body of an answer pass the link, and breaks it off where it is to be cut. */
export function slowReply(reply: Reply, link: SlowLine, gone: AbortSignal): Reply {
  const cutAfterBytes = reply.cutAfterBytes ?? Number.POSITIVE_INFINITY;
  // A stream passes in any case: the link may be limited while it does.
  if (!link.limited && cutAfterBytes === Number.POSITIVE_INFINITY && reply.body?.kind !== 'stream')
    return reply;
  const { body, ...rest } = streamed(reply);
  if (!body) return reply;
  return {
    ...rest,
    // As long as it would be: that less comes is what tells the client.
    headers: { 'Content-Length': String(body.length), ...rest.headers },
    body: {
      ...body,
      length: Math.min(body.length, cutAfterBytes),
      chunks: firstBytes(link.pass(body.chunks, gone), cutAfterBytes),
    },
  };
}

async function* firstBytes(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
