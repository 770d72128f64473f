/** Does `work` when it was asked for, but not more often than is good. */
export class Throttle {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private atEnd = false;
  private last = 0;

  /** `interval` in milliseconds. */
  constructor(
    private readonly work: () => void,
    private readonly interval: number,
  ) {}

  /** As soon as the last time is `interval` ago. */
  soon(): void {
    const left = this.last + this.interval - Date.now();
    // A clock that was set back would make it wait for as long.
    this.timer ??= setTimeout(() => this.now(), Math.max(0, Math.min(left, this.interval)));
  }

  /** When this turn of the script is over, once however often it is asked for. */
  atEndOfTurn(): void {
    if (this.atEnd) return;
    this.atEnd = true;
    void Promise.resolve().then(() => {
      if (this.atEnd) this.now();
    });
  }

  now(): void {
    this.stop();
    this.last = Date.now();
    this.work();
  }

  /** What was asked for and is not done yet is not done. */
  stop(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
    this.atEnd = false;
  }
}
