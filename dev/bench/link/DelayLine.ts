/** Runs things at moments that never go back: what comes in first goes out first, also when timers are late. */
export class DelayLine {
  readonly #waiting: { at: number; run: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param at by `performance.now()`. */
  add(at: number, run: () => void): void {
    this.#waiting.push({ at, run });
    if (!this.#timer) this.#wait();
  }

  #wait(): void {
    const [next] = this.#waiting;
    if (!next) return;
    this.#timer = setTimeout(() => this.#run(), Math.max(0, next.at - performance.now()));
  }

  #run(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (let [next] = this.#waiting; next && next.at <= now; [next] = this.#waiting) {
      this.#waiting.shift();
      next.run();
    }
    this.#wait();
  }
}
