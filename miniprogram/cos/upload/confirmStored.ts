import type { FoundObject } from '../client/CosClient';
import { Failure } from '../failures/Failure';
import type { WayContext } from './Way';

/**
 * Asks COS whether the object is there and is what was read: after an answer that was lost. False when it isn't, also when
 * another one is there: it is sent again. Rejects when COS can't be asked.
 */
export async function isStored({ client, attempt, key, reader }: WayContext): Promise<boolean> {
  const found = await client.headObject(attempt, key).catch((failure: Failure) => {
    if (failure.code === 'object-missing') return undefined;
    throw failure;
  });
  return found !== undefined && (await isWhatWasRead(found, reader));
}

/**
 * Compares what COS stored with what was read; `checksum` is what COS answered with. An object that is something else is
 * deleted: it is no one's file.
 *
 * Not covered: COS documents the checksum for every object but answers without one for some old ones; then only the
 * size tells.
 */
export async function confirmStored(context: WayContext, checksum: string | undefined): Promise<void> {
  const { client, attempt, key, reader } = context;
  const read = await reader.checksum();
  if (checksum !== undefined) {
    if (checksum === read) return;
  } else if (await isWhatWasRead(await client.headObject(attempt, key), reader)) return;
  await client.deleteObject(attempt, key);
  await reader.checkUnchanged();
  const detail = `CRC-64 ${read} was sent, COS stored ${checksum ?? 'something else'}`;
  throw new Failure({ code: 'checksum-mismatch', attempt, detail });
}

async function isWhatWasRead(
  { size, checksum }: FoundObject,
  reader: WayContext['reader'],
): Promise<boolean> {
  if (size !== reader.file.size) return false;
  return checksum === undefined || checksum === (await reader.checksum());
}
