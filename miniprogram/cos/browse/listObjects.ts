import type { CosClient } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { ObjectPage } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';

/** Three columns of twenty: more than any screen shows. */
const PAGE = 60;

export async function listObjects(client: CosClient, attempt: Attempt, after?: string): Promise<ObjectPage> {
  const { prefix } = await client.account(attempt);
  const { objects, next } = await client.list(attempt, { prefix, after, limit: PAGE });
  // COS's console makes an empty object with a slash at its end for a folder.
  const files = objects
    .filter(({ key }) => !key.endsWith('/'))
    .map((object) => toStoredObject(object, client.clock));
  if (next === undefined) return { objects: files };
  // A page without a file would read like the end of the list.
  return files.length === 0 ? listObjects(client, attempt, next) : { objects: files, next };
}
