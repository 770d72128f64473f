import type { CosClient, ListedObject } from '../client/CosClient';
import type { Attempt, Failure } from '../failures/Failure';
import { extensionOf } from '../format/extensionOf';
import { type KeyLayout, readCoverKey } from '../keys';
import { kindOf } from './kindOf';
import type { StoredObject, VideoCover } from './StoredObject';

/** By its name: a video that has none, and only a content type, has no cover. */
export function isVideoKey(key: string, keys: KeyLayout): boolean {
  return kindOf(extensionOf(keys.read(key).name)) === 'video';
}

/** Whether it is the cover of a video, which is no file of a person's; its video may be gone. */
export function isCover(key: string, keys: KeyLayout): boolean {
  const cover = readCoverKey(key);
  return cover !== undefined && isVideoKey(cover.video, keys);
}

/**
 * What COS lists, in its order, as files: each cover in its video, and no cover as a file, whether or not there is its video.
 * A cover belongs to the object right before it, so that where a page begins makes no difference. `fileOf` returns
 * undefined for what is no file.
 */
export function withCovers(
  listed: readonly ListedObject[],
  keys: KeyLayout,
  fileOf: (object: ListedObject) => StoredObject | undefined,
): StoredObject[] {
  const files: StoredObject[] = [];
  for (const object of listed) {
    if (isCover(object.key, keys)) {
      const video = files[files.length - 1];
      const cover = coverFrom(object);
      if (video && !video.cover && readCoverKey(object.key)?.video === video.key)
        files[files.length - 1] = { ...video, cover };
    } else {
      const file = fileOf(object);
      if (file) files.push(file);
    }
  }
  return files;
}

export function coverFrom({ key, size, etag }: Pick<ListedObject, 'key' | 'size' | 'etag'>): VideoCover {
  const seconds = readCoverKey(key)?.seconds;
  return { key, size, etag, ...(seconds === undefined ? {} : { seconds }) };
}

/** More than one only when something went wrong. */
const MOST_COVERS = 10;

/** The covers that COS has of this video; of what is no video none, without asking. */
export async function findCovers(
  client: CosClient,
  attempt: Attempt,
  key: string,
  keys: KeyLayout,
): Promise<readonly VideoCover[]> {
  if (!isVideoKey(key, keys)) return [];
  const { objects } = await client.listObjects(attempt, { prefix: `${key}!`, limit: MOST_COVERS });
  return objects.filter((object) => readCoverKey(object.key)?.video === key).map(coverFrom);
}

/**
 * Deletes the covers first: a video without one is fine, a cover without its video is a frame of it that nobody sees and nobody
 * deletes. Where the key does not allow to ask for them the object goes all the same; else it stays until they are known.
 */
export async function deleteWithCovers(
  client: CosClient,
  attempt: Attempt,
  key: string,
  keys: KeyLayout,
): Promise<void> {
  await deleteCovers(client, attempt, key, keys);
  await client.deleteObject(attempt, key);
}

export async function deleteCovers(
  client: CosClient,
  attempt: Attempt,
  key: string,
  keys: KeyLayout,
): Promise<void> {
  const covers = await findCovers(client, attempt, key, keys).catch((failure: Failure) => {
    if (failure.code !== 'access-denied') throw failure;
    return [];
  });
  await Promise.all(covers.map((cover) => client.deleteObject(attempt, cover.key)));
}
