/** Often enough for a part, which takes seconds; seldom enough to cost nothing. */
const PACE_MS = 500;

/** How much of the script's memory is in use, at most: objects and buffers of this thread, without garbage. */
export class LiveBytes {
  readonly #before: number;
  readonly #timer: NodeJS.Timeout;
  #most = 0;

  constructor(private readonly collectGarbage: () => void) {
    this.#before = this.#now();
    this.#timer = setInterval(() => this.#look(), PACE_MS);
  }

  /** Returns by how many bytes it grew, at most. */
  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#most;
  }

  #look(): void {
    this.#most = Math.max(this.#most, this.#now() - this.#before);
  }

  #now(): number {
    this.collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }
}
