import { MOST_FILES_AT_ONCE } from './concurrency';

/** Files that are on their way at a time. */
export class Places {
  /** Who got none, in the order in which they asked. */
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** False when there is none: `again` is called once when it is worth to ask again. */
  take(again: () => void): boolean {
    if (this.free === 0) {
      this.waiting.add(again);
      return false;
    }
    this.free -= 1;
    return true;
  }

  giveBack(): void {
    this.free += 1;
    // Who is called may need none any more.
    for (const again of this.waiting) {
      if (this.free === 0) return;
      this.waiting.delete(again);
      again();
    }
  }
}

/** Of all queues of the Mini Program, whatever their bucket: WeChat counts them together. */
export const sharedPlaces = new Places(MOST_FILES_AT_ONCE);
