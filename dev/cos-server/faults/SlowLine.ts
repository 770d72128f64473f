import { setTimeout as delay } from 'node:timers/promises';

/** Bytes that go at once: at a low rate fewer, so that they drip instead of coming in gushes. */
const MAX_PIECE_BYTES = 16 * 1024;
const PIECES_PER_SECOND = 10;

/** Timers wake up late by a millisecond or two; so much lost time is caught up on. */
const SLACK_MS = 20;

/** A line of limited bandwidth that all requests share, in one direction. */
export class SlowLine {
  /** When the line is free again, ms of `performance.now()`. */
  private freeAt = 0;

  /** @param bytesPerSecond asked for each piece, so that it can change at any time; null for no limit. */
  constructor(private readonly bytesPerSecond: () => number | null) {}

  get limited(): boolean {
    return this.bytesPerSecond() !== null;
  }

  /**
   * Passes chunks on at the speed of the line.
   *
   * @param gone aborted when the client has left: what it sent would otherwise go on at the speed of the line, for minutes,
   * and take it from the others. Then it throws.
   */
  async *pass(chunks: AsyncIterable<Buffer>, gone: AbortSignal): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      let start = 0;
      while (start < chunk.length) {
        const rate = this.bytesPerSecond();
        const piece = rate === null ? chunk.length - start : pieceBytes(rate);
        if (rate !== null) await this.take(Math.min(piece, chunk.length - start), rate, gone);
        yield chunk.subarray(start, start + piece);
        start += piece;
      }
    }
  }

  private async take(bytes: number, rate: number, gone: AbortSignal): Promise<void> {
    if (gone.aborted) throw new Error('the client has left');
    const now = performance.now();
    this.freeAt = Math.max(this.freeAt, now - SLACK_MS) + (bytes / rate) * 1000;
    if (this.freeAt > now) await delay(this.freeAt - now, undefined, { signal: gone });
  }
}

function pieceBytes(rate: number): number {
  return Math.max(1, Math.min(MAX_PIECE_BYTES, Math.floor(rate / PIECES_PER_SECOND)));
}
