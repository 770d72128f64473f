import { comesBefore } from '../../flows/comesBefore';
import type { ObjectPage } from '../../flows/StoredObject';

/**
 * What is shown once `page`, which was asked for `after` a key or from the start, is there: the page is the truth as
 * far as it reaches. What was loaded beyond it stays, so that the list does not jump under the person's finger, unless
 * the page ends before the first file that is known: between the two may be others, and the list goes on from the page.
 */
export function mergePage(shown: ObjectPage, page: ObjectPage, after?: string): ObjectPage {
  const before = after === undefined ? [] : shown.objects.filter(({ key }) => !comesBefore(after, key));
  const objects = [...before, ...page.objects];
  const { next } = page;
  const first = shown.objects[0];
  if (next === undefined) return { objects };
  const beyond = shown.objects.filter(({ key }) => comesBefore(next, key));
  if (first === undefined || comesBefore(next, first.key) || beyond.length === 0) return { objects, next };
  return { ...shown, objects: [...objects, ...beyond] };
}

/** After which key the page is that `key` is on, when it should be among those that are shown and is not. */
export function markerBefore({ objects, next }: ObjectPage, key: string): string | undefined {
  if (next !== undefined && comesBefore(next, key)) return undefined;
  const at = objects.findIndex((object) => !comesBefore(object.key, key));
  const isThere = at >= 0 && objects[at]?.key === key;
  return isThere ? undefined : objects[(at < 0 ? objects.length : at) - 1]?.key;
}
