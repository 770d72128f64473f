import type { FoundObject } from '../client/CosClient';
import type { StoredContent } from '../client/StoredContent';
import { Failure } from '../failures/Failure';
import type { SenderContext } from './Sender';

/**
 * Asks COS whether the object is there and is what was read: after an answer that was lost. Undefined when it isn't, also
 * when another one is there: it is sent again. Rejects when COS can't be asked.
 */
export async function findStored({
  client,
  attempt,
  key,
  reader,
}: SenderContext): Promise<StoredContent | undefined> {
  const found = await client.headObject(attempt, key).catch((failure: Failure) => {
    if (failure.code === 'object-missing') return undefined;
    throw failure;
  });
  return found && (await isWhatWasRead(found, reader)) ? found : undefined;
}

/**
 * Compares what COS stored, as it answered, with what was read. An object that is something else is deleted: it is no one's
 * file.
 *
 * Not covered: COS documents the checksum for every object but answers without one for some old ones; then only the
 * size tells.
 */
export async function confirmStored(context: SenderContext, answered: StoredContent): Promise<StoredContent> {
  const { client, attempt, key, ownsKey, reader } = context;
  const read = await reader.checksum();
  if (answered.checksum === read) return answered;
  if (answered.checksum === undefined) {
    const found = await client.headObject(attempt, key);
    if (await isWhatWasRead(found, reader)) return found;
  }
  if (ownsKey) await client.deleteObject(attempt, key);
  await reader.checkUnchanged();
  const detail = `CRC-64 ${read} was sent, COS stored ${answered.checksum ?? 'something else'}`;
  throw new Failure({ code: 'checksum-mismatch', attempt, detail });
}

async function isWhatWasRead(
  { size, checksum }: FoundObject,
  reader: SenderContext['reader'],
): Promise<boolean> {
  if (size !== reader.file.size) return false;
  return checksum === undefined || checksum === (await reader.checksum());
}
