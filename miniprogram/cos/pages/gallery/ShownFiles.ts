import { type Splice, type StoredObject, trimmed } from '../../index';
import { type Section, Sections } from './Sections';

/** How a person wants to see the list. */
export interface ListView {
  /** It is shown. */
  readonly keeps: (object: StoredObject) => boolean;
  /** Another order than that of COS. */
  readonly compare?: (one: StoredObject, other: StoredObject) => number;
  /** Files of one group that follow each other stand under one heading; '' is without a heading. */
  readonly groupOf: (object: StoredObject) => string;
}

export interface ShownChange extends Splice {
  /** Index of the first section that is another one now. */
  readonly section: number;
}

/** The files that are shown of those that are loaded, in their order and sections. */
export class ShownFiles {
  private readonly shown: StoredObject[] = [];
  private readonly grouped: Sections;

  /** @param loaded the array of a `FileList`: it changes before `update` is called. */
  constructor(
    private readonly loaded: readonly StoredObject[],
    private view: ListView,
  ) {
    this.grouped = new Sections(view.groupOf);
  }

  /** In their order; the same array after each change, as `sections` is. */
  get objects(): readonly StoredObject[] {
    return this.shown;
  }

  get sections(): readonly Section[] {
    return this.grouped.all;
  }

  /** The loaded list has changed so. What is added to its end costs no more than it has, however long the list is. */
  update({ at, removed, added }: Splice): ShownChange {
    const { keeps, compare } = this.view;
    const known = this.loaded.length - added.length;
    if (compare === undefined) {
      const atEnd = removed.length === 0 && at === known;
      const all = this.shown.length === known + removed.length;
      if (atEnd) return this.apply({ at: this.shown.length, removed, added: added.filter(keeps) });
      if (all) return this.apply({ at, removed, added: added.filter(keeps) });
    }
    return this.rebuild();
  }

  /** The view is another one, or `keeps` says otherwise than before. */
  rebuild(view = this.view): ShownChange {
    const isRegrouped = view.groupOf !== this.view.groupOf;
    this.view = view;
    const next = this.loaded.filter(view.keeps);
    if (view.compare) next.sort(view.compare);
    const splice = trimmed(0, this.shown, next);
    if (!isRegrouped) return this.apply(splice);
    this.put(splice);
    this.grouped.regroup(view.groupOf, this.shown);
    return { ...splice, section: 0 };
  }

  private apply(splice: Splice): ShownChange {
    this.put(splice);
    return { ...splice, section: this.grouped.update(splice) };
  }

  private put({ at, removed, added }: Splice): void {
    const behind = this.shown.splice(at).slice(removed.length);
    for (const object of added) this.shown.push(object);
    for (const object of behind) this.shown.push(object);
  }
}

/** Which index has what had this one before the list changed so: the file, or what stands where it stood. */
export function indexAfterChange(index: number, { at, removed, added }: Splice): number {
  if (index < at) return index;
  if (index >= at + removed.length) return index - removed.length + added.length;
  const places = new Map(added.map(({ key }, place) => [key, at + place]));
  for (const { key } of removed.slice(index - at)) {
    const place = places.get(key);
    if (place !== undefined) return place;
  }
  return at + added.length;
}
