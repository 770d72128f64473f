import type { CosClient } from '../client/CosClient';
import type { StoredContent } from '../client/StoredContent';
import { type Attempt, Failure } from '../failures/Failure';
import { bytesTooLong, cleanName, coverKey, type KeyLayout, utf8Length } from '../keys';
import type { StoredObject, VideoCover } from '../objects/StoredObject';
import { findCovers } from '../objects/withCovers';

/**
 * The key of the object under this name; undefined where the layout can't tell: see `KeyLayout.rename`. With the extension that it
 * has, on which its kind and its content type hang. Throws `name-too-long`.
 */
export function renamedKey(
  { key, extension }: Pick<StoredObject, 'key' | 'extension'>,
  name: string,
  keys: KeyLayout,
  attempt: Attempt,
): string | undefined {
  const ending = extension === '' ? '' : `.${extension}`;
  const bare = name.trim();
  const isWhole = bare.length > ending.length && bare.toLowerCase().endsWith(ending);
  const clean = cleanName(isWhole ? bare : bare + ending);
  const renamed = keys.rename?.(key, clean);
  const tooLong = renamed === undefined ? 0 : bytesTooLong(renamed);
  if (tooLong > 0) {
    const limit = Math.max(0, utf8Length(clean) - tooLong);
    const detail = `the name has ${utf8Length(clean)} bytes of at most ${limit}`;
    throw new Failure({ code: 'name-too-long', attempt, detail, params: { limit } });
  }
  return renamed;
}

/**
 * COS has no renaming: a copy, then the old one is deleted. Whatever is lost on the way, the same once more ends right: a copy
 * that was made is made again or found, and what is deleted may be deleted twice. In between both are there, never none.
 */
export async function renameObject(
  client: CosClient,
  attempt: Attempt,
  object: StoredObject,
  to: string,
  keys: KeyLayout,
): Promise<StoredObject> {
  const found = await findCovers(client, attempt, object.key, keys);
  // A name may leave no room for what the cover's key has more.
  const covers = found.filter(({ seconds }) => bytesTooLong(coverKey(to, seconds)) === 0);
  const { etag, checksum = object.checksum } = await copyOrFind(client, attempt, object, to);
  const moved = await Promise.all(covers.map((cover) => copyCover(client, attempt, cover, to)));
  // As in deleteWithCovers. Asked for once more, they might not be told.
  await Promise.all(found.map(({ key }) => client.deleteObject(attempt, key)));
  await client.deleteObject(attempt, object.key);
  const [cover = undefined] = moved;
  const { cover: _old, ...rest } = object;
  return {
    ...rest,
    key: to,
    name: keys.read(to).name,
    etag,
    ...(checksum === undefined ? {} : { checksum }),
    ...(cover && { cover }),
  };
}

/** Of an object that is gone an earlier try may have made the copy, and its answer was lost. */
async function copyOrFind(
  client: CosClient,
  attempt: Attempt,
  { key, size }: Pick<StoredObject, 'key' | 'size'>,
  to: string,
): Promise<StoredContent> {
  try {
    return await client.copyObject(attempt, key, to);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'object-missing') throw error;
    const copy = await client.headObject(attempt, to).catch(() => undefined);
    if (copy?.size !== size) throw error;
    return copy;
  }
}

async function copyCover(
  client: CosClient,
  attempt: Attempt,
  cover: VideoCover,
  video: string,
): Promise<VideoCover> {
  const key = coverKey(video, cover.seconds);
  const { etag } = await copyOrFind(client, attempt, cover, key);
  return { ...cover, key, etag };
}
