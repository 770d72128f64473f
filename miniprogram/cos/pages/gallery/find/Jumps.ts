/** Milliseconds between two places that a finger passes: it is faster than tiles are drawn. */
const PACE = 100;

/** Where a finger at the edge wants to be, for a page that follows as fast as it can. */
export class Jumps {
  private at: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param go to where the finger is, from 0, the top of the list, to 1 */
  constructor(private readonly go: (at: number) => void) {}

  soon(at: number): void {
    this.at = at;
    this.timer ??= setTimeout(() => this.now(), PACE);
  }

  /** The finger stays where it is. */
  now(): void {
    const { at } = this;
    this.stop();
    if (at !== undefined) this.go(at);
  }

  stop(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
    this.at = undefined;
  }
}
