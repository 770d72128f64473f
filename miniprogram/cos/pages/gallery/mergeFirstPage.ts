import type { ObjectPage } from '../../flows/StoredObject';

/**
 * What is shown after the first page was asked for again: the page is the truth as far as it reaches, what was
 * loaded beyond it stays, so that the list does not jump under the person's finger. Both are in order of key.
 */
export function mergeFirstPage(shown: ObjectPage, first: ObjectPage): ObjectPage {
  const last = first.objects[first.objects.length - 1];
  if (first.next === undefined || last === undefined) return first;
  const beyond = shown.objects.filter(({ key }) => key > last.key);
  if (beyond.length === 0) return first;
  const objects = [...first.objects, ...beyond];
  return shown.next === undefined ? { objects } : { objects, next: shown.next };
}
