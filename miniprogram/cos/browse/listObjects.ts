import type { CosClient } from '../client/CosClient';
import { expectOption } from '../failures/expectOption';
import type { Attempt } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import type { ObjectPage, StoredObject } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';
import { withCovers } from '../objects/withCovers';
import type { Cancellation } from '../task/Task';
import type { RemovedObjects } from './RemovedObjects';

/** COS lists at most as many at once. */
const MOST = 1000;

export interface ListOptions {
  /** `next` of the page before; absent: from the start. */
  readonly after?: string | undefined;
  /**
   * Objects of a page at most, 1 to 1000. Default 60: three columns of twenty, more than any screen shows. A page of videos has
   * fewer: COS counts their covers.
   */
  readonly count?: number;
}

export interface ListAllOptions {
  /** `next` of a page: goes on from there. Absent: from the start. */
  readonly after?: string | undefined;
  /** Called with each page of up to 1,000 as it comes. */
  onPage?(page: ObjectPage): void;
}

export function checkListOptions({ count }: ListOptions): void {
  const possible = count === undefined || (Number.isInteger(count) && count >= 1 && count <= MOST);
  expectOption(possible, 'listObjects: count', count, `a whole number from 1 to ${MOST}`);
}

export async function listObjects(
  client: CosClient,
  attempt: Attempt,
  { after, count = 60 }: ListOptions,
  keys: KeyLayout,
  removed: RemovedObjects,
): Promise<ObjectPage> {
  const { prefix } = await client.credential(attempt);
  const isThere = removed.asked();
  // Of two objects one is a file with what belongs to it, or can wait for the next page.
  const listed = await client.listObjects(attempt, { prefix, after, limit: Math.max(2, count) });
  let { next } = listed;
  const files = withCovers(listed.objects, keys, (object) =>
    // COS's console makes an empty object with a slash at its end for a folder.
    object.key.endsWith('/') || !isThere(object.key) ? undefined : toStoredObject(object, client.clock, keys),
  );
  const last = files[files.length - 1];
  const [before, end] = listed.objects.slice(-2);
  // Its cover would be on the next page.
  if (next !== undefined && last?.kind === 'video' && end?.key === last.key && before) {
    files.pop();
    next = before.key;
  }
  if (files.length > count) {
    files.length = count;
    next = files[count - 1]?.key;
  }
  if (next === undefined) return { objects: files };
  // A page without a file would read like the end of the list.
  if (files.length > 0) return { objects: files, next };
  return listObjects(client, attempt, { after: next, count }, keys, removed);
}

/** Resolves with what `onPage` was given, without what was deleted here since. */
export async function listAll(
  client: CosClient,
  attempt: Attempt,
  { after, onPage }: ListAllOptions,
  keys: KeyLayout,
  removed: RemovedObjects,
  { unlessCancelled }: Cancellation,
): Promise<readonly StoredObject[]> {
  const objects: StoredObject[] = [];
  let next = after;
  do {
    const page = await unlessCancelled(
      listObjects(client, attempt, { after: next, count: MOST }, keys, removed),
    );
    objects.push(...page.objects);
    onPage?.(page);
    next = page.next;
  } while (next !== undefined);
  return objects.filter(({ key }) => !removed.has(key));
}
