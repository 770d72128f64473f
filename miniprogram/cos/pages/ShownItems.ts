import { type Changes, changedPaths } from '../components/changedPaths';

/**
 * The items that a page shows, each in a slot of its own under `path` in the page's data, while the page's lists hold
 * the slots' names. One that changes, comes or goes is sent alone; an item within a list would be sent with all others
 * as soon as one before it comes or goes.
 */
export class ShownItems<Item extends object> {
  private readonly shown = new Map<string, { slot: string; item: Item }>();
  private readonly free: string[] = [];
  private slots = 0;

  constructor(private readonly path: string) {}

  /**
   * These are shown from now on, by id, and no others. `fill` is to be sent before the lists that hold the slots'
   * names, `clear` after them. A slot that is cleared serves another item at the next call at the earliest, so that no
   * element of a list becomes another item's.
   */
  update(items: Iterable<readonly [id: string, item: Item]>): { fill: Changes; clear: Changes } {
    const gone = new Map(this.shown);
    const fill: Record<string, unknown> = {};
    for (const [id, item] of items) {
      gone.delete(id);
      const known = this.shown.get(id);
      const slot = known?.slot ?? this.takeSlot();
      this.shown.set(id, { slot, item });
      Object.assign(fill, changedPaths(`${this.path}.${slot}`, known?.item, item));
    }
    const clear: Record<string, unknown> = {};
    for (const [id, { slot }] of gone) {
      this.shown.delete(id);
      this.free.push(slot);
      clear[`${this.path}.${slot}`] = null;
    }
    return { fill, clear };
  }

  /** '' for an item that is not shown. */
  slotOf(id: string): string {
    return this.shown.get(id)?.slot ?? '';
  }

  private takeSlot(): string {
    const free = this.free.pop();
    if (free !== undefined) return free;
    this.slots += 1;
    return `s${this.slots}`;
  }
}
