/**
 * What was deleted here. A listing that was asked for before may still have it when it arrives, and lists that were loaded
 * long ago have it too. A key is none of it any more as soon as COS, asked later, has an object there again.
 */
export class RemovedObjects {
  /** By key: which removal it was. */
  private readonly removals = new Map<string, number>();
  private count = 0;

  note(key: string): void {
    this.count += 1;
    this.removals.set(key, this.count);
  }

  has(key: string): boolean {
    return this.removals.has(key);
  }

  /** To be called before COS is asked. What it gives tells of an object in the answer whether that is still there. */
  asked(): (key: string) => boolean {
    const before = this.count;
    return (key) => {
      const removal = this.removals.get(key);
      if (removal !== undefined && removal > before) return false;
      this.removals.delete(key);
      return true;
    };
  }
}
