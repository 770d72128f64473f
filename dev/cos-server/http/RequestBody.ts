import type { IncomingMessage } from 'node:http';
import { CosError, type CosErrorDetails } from '../errors/CosError';
import type { ErrorCode } from '../errors/errorCodes';

/** The body of a request: read once, as a stream, counted. */
export class RequestBody {
  private count = 0;

  constructor(private readonly message: IncomingMessage) {}

  /** Bytes read so far. */
  get received(): number {
    return this.count;
  }

  /** Throws `IncompleteBody` when the connection ends first. */
  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of this.read()) {
        this.count += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw new CosError('IncompleteBody', {
        reason: `The connection ended after ${this.count} bytes of the body: ${describe(error)}.`,
      });
    }
  }

  /** The whole body in memory. More than `limit` bytes are refused with the given error. */
  async text(limit: number, tooLong: ErrorCode, details?: CosErrorDetails): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks()) {
      chunks.push(chunk);
      if (this.count > limit) throw new CosError(tooLong, details);
    }
    return Buffer.concat(chunks);
  }

  private read(): AsyncIterable<Buffer> {
    // To destroy the stream would cut the connection before a refusal could be sent.
    return this.message.iterator({ destroyOnReturn: false });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
