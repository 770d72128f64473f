type Callback = (...args: unknown[]) => void;

/** The timers of the Mini Program. While its script stands still, what is due waits. */
export class Timers {
  #suspended = false;
  /** By the timer's id: an interval is due once, however often it came. */
  readonly #due = new Map<number, () => void>();

  constructor(private readonly window: Window) {}

  setSuspended(suspended: boolean): void {
    this.#suspended = suspended;
    if (suspended) return;
    // Each by itself, so that one that throws stops no other.
    for (const call of this.#due.values()) this.window.setTimeout(call);
    this.#due.clear();
  }

  /** For the scope of every module. */
  get globals() {
    const { window } = this;
    const clear = (id: number): void => {
      this.#due.delete(id);
      window.clearTimeout(id);
    };
    return {
      setTimeout: (callback: Callback, ms?: number, ...args: unknown[]): number => {
        const id = window.setTimeout(() => this.#call(id, () => callback(...args)), ms);
        return id;
      },
      setInterval: (callback: Callback, ms?: number, ...args: unknown[]): number => {
        const id = window.setInterval(() => this.#call(id, () => callback(...args)), ms);
        return id;
      },
      clearTimeout: clear,
      clearInterval: clear,
    };
  }

  #call(id: number, call: () => void): void {
    if (this.#suspended) this.#due.set(id, call);
    else call();
  }
}
