import type { IncomingMessage } from 'node:http';
import { messageOf } from '../../messageOf';
import { CosError } from '../errors/CosError';
import type { ErrorCode } from '../errors/errorCodes';

/** Slows the chunks of a body down, or breaks them off by an error. */
export type Stage = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** The body of a request: read once, as a stream, counted. */
export class RequestBody {
  private count = 0;
  private reading = Promise.resolve();
  private readonly stages: Stage[] = [];

  constructor(private readonly message: IncomingMessage) {}

  /** Lets the bytes pass through a stage on their way to who reads them. To be called before they are read. */
  through(stage: Stage): void {
    this.stages.push(stage);
  }

  /** Cuts the connection: nothing is read any more, and no answer reaches the client. */
  cutConnection(): void {
    this.message.socket.destroy();
  }

  /** Bytes read so far. */
  get received(): number {
    return this.count;
  }

  /** Throws `IncompleteBody` when the connection ends first. */
  async *chunks(): AsyncGenerator<Buffer> {
    const { message } = this;
    let stopReading = (): void => undefined;
    // Node no longer tells a request that was answered of the end of its connection: its reader would wait for ever.
    const end = (): void => void message.destroy();
    message.socket.once('close', end);
    this.reading = new Promise((resolve) => {
      stopReading = resolve;
    });
    try {
      for await (const chunk of this.read()) {
        this.count += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw new CosError('IncompleteBody', {
        reason: `The connection ended after ${this.count} bytes of the body: ${messageOf(error)}.`,
      });
    } finally {
      message.socket.off('close', end);
      stopReading();
    }
  }

  /** Throws away what was not read, so that the connection can be used for another request. */
  async drain(): Promise<void> {
    // Resumed any earlier, the stream would be paused again when its reader lets go of it.
    await this.reading;
    this.message.resume();
  }

  /** The whole body in memory. More than `limit` bytes are refused with the given error. */
  async whole(limit: number, tooLong: ErrorCode): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks()) {
      chunks.push(chunk);
      if (this.count > limit)
        throw new CosError(tooLong, { reason: `The body has more than ${limit} bytes.` });
    }
    return Buffer.concat(chunks);
  }

  private read(): AsyncIterable<Buffer> {
    // To destroy the stream would cut the connection before a refusal could be sent.
    const chunks: AsyncIterable<Buffer> = this.message.iterator({ destroyOnReturn: false });
    return this.stages.reduce((passed, stage) => stage(passed), chunks);
  }
}
