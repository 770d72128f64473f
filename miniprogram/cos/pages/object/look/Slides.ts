import type { StoredObject } from '../../../index';
import type { Neighbours } from '../../neighbours';

/** Files before the end at which more are asked for. */
const NEAR = 5;

/**
 * The file that is shown, and one on either side, in the three slots of a circular swiper: ten thousand cost as much as
 * three, and what a person sees never moves, because a swipe fills only the slot that went out of sight.
 * Beyond the ends of the list is an empty slot, from which the page swipes back.
 */
export class Slides {
  /** Slot of the file that is shown. */
  private at = 0;
  private readonly slots: (StoredObject | undefined)[];
  /** In the list; where it was, if it is not there any more. */
  private index = 0;

  constructor(
    object: StoredObject,
    private readonly list: Neighbours | undefined,
  ) {
    this.slots = [object, undefined, undefined];
    this.fit();
  }

  get current(): number {
    return this.at;
  }

  get object(): StoredObject {
    // The slot that is shown is never an empty one.
    return this.slots[this.at] as StoredObject;
  }

  /** By slot. One alone has no others to be swiped to. */
  get all(): readonly (StoredObject | undefined)[] {
    return this.slots[1] === undefined && this.slots[2] === undefined && this.at === 0
      ? [this.object]
      : this.slots;
  }

  /** The end of the list is near. */
  get isNearEnd(): boolean {
    return this.list !== undefined && this.index + NEAR >= this.list.objects().length;
  }

  /** False when nothing is there: the slot that is shown stays. */
  moveTo(slot: number): boolean {
    if (this.slots[slot] === undefined) return false;
    this.at = slot;
    this.fit();
    return true;
  }

  /** It has another name since, and another key. */
  replace(object: StoredObject, renamed: StoredObject): void {
    const slot = this.slots.findIndex((one) => one?.key === object.key);
    if (slot >= 0) this.slots[slot] = renamed;
    this.fit();
  }

  /** What is on either side now. A file that is in the list no longer is where it was, between those that are left. */
  fit(): void {
    const objects = this.list?.objects() ?? [];
    const { key } = this.object;
    const found = objects.findIndex((object) => object.key === key);
    if (found >= 0) this.index = found;
    const after = found >= 0 ? found + 1 : this.index;
    this.slots[(this.at + 1) % 3] = objects[after];
    this.slots[(this.at + 2) % 3] = objects[this.index - 1];
  }
}
