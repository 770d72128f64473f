import type { ObjectPage, StoredObject } from '../objects/StoredObject';
import { comesBefore } from './comesBefore';

/** One run of objects of a list in place of another. */
export interface Splice {
  /** Index of the first. */
  readonly at: number;
  readonly removed: readonly StoredObject[];
  readonly added: readonly StoredObject[];
}

/** `next` is that of the whole list from now on. */
export interface PageChange extends Splice {
  readonly next: string | undefined;
}

/**
 * What changes in the list that is shown once `page`, which was asked for `after` a key or from the start, is there: the page is
 * the truth as far as it reaches. What was loaded beyond it stays, so that the list does not jump under the person's
 * finger, unless the page ends before the first file that is known: between the two may be others, and the list goes on
 * from the page. It costs no more than the page has, however long the list is.
 */
export function pageChange(shown: ObjectPage, page: ObjectPage, after?: string): PageChange {
  const { objects } = shown;
  const at = after === undefined ? 0 : indexAfter(objects, after);
  const { next } = page;
  const beyond = next === undefined ? objects.length : indexAfter(objects, next);
  if (next === undefined || beyond === 0 || beyond === objects.length) {
    return { ...trimmed(at, objects.slice(at), page.objects), next };
  }
  return { ...trimmed(at, objects.slice(at, beyond), page.objects), next: shown.next };
}

/** The list after that change. */
export function mergePage(shown: ObjectPage, page: ObjectPage, after?: string): ObjectPage {
  const { at, removed, added, next } = pageChange(shown, page, after);
  const { objects } = shown;
  const merged = [...objects.slice(0, at), ...added, ...objects.slice(at + removed.length)];
  return next === undefined ? { objects: merged } : { objects: merged, next };
}

/** Without what both begin and end with: an object that has not changed stays the same one. */
export function trimmed(
  at: number,
  removed: readonly StoredObject[],
  added: readonly StoredObject[],
): Splice {
  const most = Math.min(removed.length, added.length);
  let before = 0;
  while (before < most && isSame(removed[before], added[before])) before += 1;
  let behind = 0;
  while (
    behind < most - before &&
    isSame(removed[removed.length - 1 - behind], added[added.length - 1 - behind])
  ) {
    behind += 1;
  }
  return {
    at: at + before,
    removed: removed.slice(before, removed.length - behind),
    added: added.slice(before, added.length - behind),
  };
}

function isSame(one: StoredObject | undefined, other: StoredObject | undefined): boolean {
  if (one === other || one === undefined || other === undefined) return one === other;
  const names = Object.keys(one) as (keyof StoredObject)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/**
 * After which key to ask for the page that `key` is on, so that it is as COS has it now; undefined when it is before all that
 * are shown, or beyond.
 */
export function markerBefore({ objects, next }: ObjectPage, key: string): string | undefined {
  if (next !== undefined && comesBefore(next, key)) return undefined;
  const after = indexAfter(objects, key);
  return objects[objects[after - 1]?.key === key ? after - 2 : after - 1]?.key;
}

/** Whether `key` is on this page, which was asked for from the start, if it is stored at all. */
export function reaches({ next }: ObjectPage, key: string): boolean {
  return next === undefined || !comesBefore(next, key);
}

/** Index of the first object whose key comes after this one. Objects are in the order of COS. */
export function indexAfter(objects: readonly StoredObject[], key: string): number {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = objects[middle];
    if (at !== undefined && comesBefore(key, at.key)) high = middle;
    else low = middle + 1;
  }
  return low;
}
