/** Two taps that come closer together were meant as one. Milliseconds. */
const DOUBLE_TAP = 1000;

/**
 * Something of WeChat's that is opened once for two quick taps: a sheet, a chooser, the settings. It lies over the page, so that a
 * later tap tells that it is gone, also when WeChat has not called back: else nothing would answer a tap any more.
 */
export class Opening {
  private since: number | undefined;

  /** Undefined while it opens, else what is to be called at its end. */
  begin(): (() => void) | undefined {
    const now = Date.now();
    // A clock that was set back counts as a long time too.
    if (this.since !== undefined && Math.abs(now - this.since) < DOUBLE_TAP) return undefined;
    this.since = now;
    return () => {
      if (this.since === now) this.since = undefined;
    };
  }
}
