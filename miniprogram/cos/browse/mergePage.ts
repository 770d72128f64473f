import type { ObjectPage, StoredObject } from '../objects/StoredObject';
import { comesBefore } from './comesBefore';

/**
 * What is shown once `page`, which was asked for `after` a key or from the start, is there: the page is the truth as
 * far as it reaches. What was loaded beyond it stays, so that the list does not jump under the person's finger, unless
 * the page ends before the first file that is known: between the two may be others, and the list goes on from the page.
 */
export function mergePage(shown: ObjectPage, page: ObjectPage, after?: string): ObjectPage {
  const before = after === undefined ? [] : shown.objects.slice(0, indexAfter(shown.objects, after));
  const objects = [...before, ...page.objects];
  const { next } = page;
  if (next === undefined) return { objects };
  const beyond = indexAfter(shown.objects, next);
  if (beyond === 0 || beyond === shown.objects.length) return { objects, next };
  return { ...shown, objects: [...objects, ...shown.objects.slice(beyond)] };
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
