import type { Progress } from './Task';
import { Throttle } from './Throttle';

/** Between two calls of the listener. Milliseconds. */
const PACE = 250;

/** Tells how far something is: a few times a second, and never less than it told, whatever is sent or fetched again. */
export class PacedProgress {
  private now: Progress = { loaded: 0, total: 0 };
  private told = -1;
  private readonly throttle: Throttle;

  constructor(listener: ((progress: Progress) => void) | undefined) {
    this.throttle = new Throttle(() => {
      if (this.now.loaded <= this.told) return;
      this.told = this.now.loaded;
      listener?.(this.now);
    }, PACE);
  }

  /** Bytes that have passed, of all. */
  set(loaded: number, total: number): void {
    this.now = { loaded: Math.min(loaded, total), total };
    if (loaded >= total) this.throttle.now();
    else this.throttle.soon();
  }

  stop(): void {
    this.throttle.stop();
  }
}
