import type { IncomingMessage } from 'node:http';
import { BadInput } from '../input/BadInput';

/** A body that has more bytes than it may. It was read to its end all the same, so that an answer is heard. */
export class BodyTooLarge extends BadInput {
  constructor(
    readonly bytes: number,
    readonly limit: number,
  ) {
    super('', `has ${bytes} bytes; ${limit} are taken at most`, 413);
  }
}

/** Rejects with `BodyTooLarge`, or with Node's error when the client leaves. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  }
  if (bytes > limit) throw new BodyTooLarge(bytes, limit);
  return Buffer.concat(chunks);
}
