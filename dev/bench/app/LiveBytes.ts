import { setTimeout as delay } from 'node:timers/promises';

/** Often enough for a part, which takes seconds; seldom enough to cost little. */
const PACE_MS = 500;
/** Buffers are freed by another thread, a little after the collection has found them. */
const FREEING_MS = 20;

/** How much of the script's memory is in use, at most: objects and buffers of this thread, without garbage. */
export class LiveBytes {
  readonly #looking: Promise<void>;
  #most = 0;
  #ended = false;

  private constructor(
    private readonly collectGarbage: () => void,
    private readonly before: number,
  ) {
    this.#looking = this.#look();
  }

  static async begin(collectGarbage: () => void): Promise<LiveBytes> {
    return new LiveBytes(collectGarbage, await now(collectGarbage));
  }

  /** Resolves with how many bytes there were more than at the beginning, at most. */
  async stop(): Promise<number> {
    this.#ended = true;
    await this.#looking;
    return this.#most;
  }

  async #look(): Promise<void> {
    while (!this.#ended) {
      await delay(PACE_MS);
      this.#most = Math.max(this.#most, (await now(this.collectGarbage)) - this.before);
    }
  }
}

async function now(collectGarbage: () => void): Promise<number> {
  collectGarbage();
  await delay(FREEING_MS);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
