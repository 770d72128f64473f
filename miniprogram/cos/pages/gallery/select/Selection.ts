import type { ScreenMessages } from '../../../i18n/screenMessages';
import type { StoredObject } from '../../../index';
import type { FailureCard } from '../../failedFiles';
import type { ManyFiles } from './ManyFiles';
import { Saving } from './Saving';
import { Sending } from './Sending';

/** What the bar of the selection shows; plain data, so that it can go through setData. */
export interface SelectionView {
  /** `waiting`: for a tap of the person's. */
  readonly state: 'choosing' | 'running' | 'waiting' | 'ended';
  readonly title: string;
  /** '' when there is nothing to add. */
  readonly detail: string;
  readonly percent: number;
  readonly failures: readonly FailureCard[];
  /** Taps mark files, and there are buttons for what is marked. */
  readonly choosing: boolean;
  /** How many are marked. */
  readonly count: number;
  /** All that are shown are marked. */
  readonly all: boolean;
}

/** What is shown of the list while files are marked. */
export interface ShownList {
  readonly objects: readonly StoredObject[];
  /** There are more that are not loaded. */
  readonly hasMore: boolean;
}

/**
 * The files that a person marks in the gallery, and where they go. Only what is shown is marked: what leaves the list, because it
 * was deleted elsewhere or because the person looks for something else, loses its mark. Nobody deletes what they don't see.
 */
export class Selection {
  /** By key. */
  private chosen = new Map<string, StoredObject>();
  private isOn = false;
  private many: ManyFiles | undefined;
  /** What was marked before the finger that goes over the tiles came. */
  private before: ReadonlyMap<string, StoredObject> | undefined;
  /** Indices that have its mark, `to` excluded; undefined when they have moved since. */
  private run: { readonly from: number; readonly to: number } | undefined;

  constructor(
    private readonly texts: ScreenMessages,
    private readonly list: () => ShownList,
    private readonly onChange: () => void,
  ) {}

  /** Taps mark files. When all have arrived there is nothing to go on with. */
  get isChoosing(): boolean {
    if (!this.isOn) return false;
    return this.many === undefined || (this.many.view.state === 'ended' && this.chosen.size > 0);
  }

  get objects(): readonly StoredObject[] {
    return [...this.chosen.values()];
  }

  /** Null as long as nobody marks anything. */
  get view(): SelectionView | null {
    const { selection } = this.texts;
    if (!this.isOn) return null;
    const count = this.chosen.size;
    const { objects, hasMore } = this.list();
    const all = count > 0 && count === objects.length;
    const choosing = this.isChoosing;
    if (this.many) return { ...this.many.view, choosing, count, all };
    return {
      state: 'choosing',
      title: count === 0 ? selection.title : selection.chosen(count),
      detail: count === 0 ? selection.hint : all && hasMore ? selection.onlyLoaded : '',
      percent: 0,
      failures: [],
      choosing,
      count,
      all,
    };
  }

  has(key: string): boolean {
    return this.chosen.has(key);
  }

  /** All of these are marked. */
  hasAll(from: number, to: number): boolean {
    if (this.chosen.size < to - from) return false;
    const { objects } = this.list();
    for (let at = from; at < to; at += 1) {
      const object = objects[at];
      if (object && !this.chosen.has(object.key)) return false;
    }
    return true;
  }

  begin(): void {
    if (this.isOn) return;
    this.isOn = true;
    this.onChange();
  }

  /** Marks it, or takes the mark away. */
  toggle(object: StoredObject): void {
    if (!this.mayChoose()) return;
    if (!this.chosen.delete(object.key)) this.chosen.set(object.key, object);
    this.onChange();
  }

  /** Marks those with these indices, `to` excluded, or takes their marks away when all have one. */
  toggleAll(from: number, to: number): void {
    if (!this.mayChoose()) return;
    const marked = !this.hasAll(from, to);
    this.mark(this.list().objects.slice(from, to), marked);
    this.onChange();
  }

  /** A finger goes over tiles, from this file on: they get the mark that this one has not. */
  dragFrom(): void {
    if (!this.mayChoose()) return;
    this.before = new Map(this.chosen);
    this.run = { from: 0, to: 0 };
  }

  /** It is over the last of these now, `to` excluded; those it went back from are what they were. */
  dragOver(from: number, to: number, marked: boolean): void {
    const { before, run } = this;
    if (!before) return;
    const { objects } = this.list();
    if (!run) this.chosen = new Map(before);
    // Only what it has left or reached since: of thousands each step would be felt.
    const last = run ?? { from: 0, to: 0 };
    const left = [
      ...objects.slice(last.from, Math.min(last.to, from)),
      ...objects.slice(Math.max(last.from, to), last.to),
    ];
    for (const object of left) this.mark([object], before.has(object.key));
    this.mark(objects.slice(from, Math.min(to, last.from)), marked);
    this.mark(objects.slice(Math.max(from, last.to), to), marked);
    this.run = { from, to };
    this.onChange();
  }

  dragEnd(): void {
    this.before = undefined;
  }

  /** The list has changed. */
  keepShown(): void {
    const { objects } = this.list();
    this.chosen = shownOf(this.chosen, objects);
    if (this.before) this.before = shownOf(this.before, objects);
    this.run = undefined;
  }

  save(): void {
    this.start((objects) => new Saving(objects, this.texts, () => this.changed()));
  }

  send(): void {
    this.start((objects) => new Sending(objects, this.texts, () => this.changed()));
  }

  /** Straight from a tap. */
  next(): void {
    this.many?.next();
  }

  /** Straight from a tap. */
  help(id: string): void {
    this.many?.help(id);
  }

  /** Stops what runs, else ends it all. */
  cancel(): void {
    const { many } = this;
    if (many && many.view.state !== 'ended') {
      many.stop();
      return;
    }
    this.end();
  }

  end(): void {
    this.many = undefined;
    this.before = undefined;
    this.chosen.clear();
    this.isOn = false;
    this.onChange();
  }

  private start(make: (objects: readonly StoredObject[]) => ManyFiles): void {
    if (!this.isChoosing || this.chosen.size === 0) return;
    this.before = undefined;
    const { chosen } = this;
    this.many = undefined;
    // In the order of the list, whichever was tapped first.
    const objects = this.list().objects.filter(({ key }) => chosen.has(key));
    this.many = make(objects);
    this.onChange();
  }

  private changed(): void {
    const { many } = this;
    if (!many) return;
    if (many.view.state === 'ended') {
      this.chosen = new Map(many.left.map((object) => [object.key, object]));
      this.keepShown();
      if (many.isVoid) this.many = undefined;
    }
    this.onChange();
  }

  /** What has ended is forgotten with the next mark; what it left is still marked. */
  private mayChoose(): boolean {
    if (this.many && this.many.view.state !== 'ended') return false;
    this.many = undefined;
    this.isOn = true;
    return true;
  }

  private mark(objects: readonly StoredObject[], marked: boolean): void {
    for (const object of objects) {
      if (marked) this.chosen.set(object.key, object);
      else this.chosen.delete(object.key);
    }
  }
}

/** Those that are shown, in their new versions: one may have been overwritten. */
function shownOf(
  chosen: ReadonlyMap<string, StoredObject>,
  objects: readonly StoredObject[],
): Map<string, StoredObject> {
  if (chosen.size === 0) return new Map();
  const shown = objects.filter(({ key }) => chosen.has(key));
  return new Map(shown.map((object) => [object.key, object]));
}
