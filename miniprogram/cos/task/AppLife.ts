/**
 * Whether the Mini Program is in front. In the background WeChat breaks its calls after some seconds, and may let its script
 * stand still for as long as it is there.
 */
export class AppLife {
  private readonly listeners = new Set<() => void>();
  private isWatching = false;
  private hiddenAt: number | undefined;
  /** Milliseconds, until it was hidden the last time. */
  private hiddenFor = 0;

  /** From now on it is known; until then it counts as shown. */
  watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    wx.onAppHide(() => {
      this.hiddenAt ??= Date.now();
      this.tell();
    });
    wx.onAppShow(() => {
      if (this.hiddenAt === undefined) return;
      this.hiddenFor += Date.now() - this.hiddenAt;
      this.hiddenAt = undefined;
      this.tell();
    });
  }

  get isHidden(): boolean {
    return this.hiddenAt !== undefined;
  }

  /** Milliseconds, by a clock that stands still in the background: only differences say something. */
  now(): number {
    return (this.hiddenAt ?? Date.now()) - this.hiddenFor;
  }

  /** Called when it was hidden or shown. Returns what ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** WeChat has one. */
export const appLife = new AppLife();
