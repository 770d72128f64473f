import type { CosClient, PendingUpload } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import { deleteWithCovers } from '../objects/withCovers';
import type { FileCopies } from './FileCopies';
import type { UploadJournal } from './UploadJournal';
import type { UploadRecord } from './UploadRecord';

/** No file is on its way for so long: an upload of another phone that is older is nobody's. Milliseconds. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

const attempt: Attempt = { action: 'upload' };

/**
 * Takes off the server what a killed Mini Program left there: uploads in parts of this user that nobody goes on with, and objects
 * of uploads that were cancelled. Those of this phone are known by the journal; another phone's may be under way, unless
 * no part came for a day. Rejects with a `Failure`; what could not be removed is tried again at the next start.
 */
export async function removeAbandoned(
  client: CosClient,
  journal: UploadJournal,
  copies: FileCopies,
  keys: KeyLayout,
): Promise<void> {
  const { prefix } = await client.credential(attempt);
  journal.setUser(prefix);
  const abandoned = journal.takeAbandoned(prefix);
  const isAbandoned = (upload: PendingUpload) =>
    abandoned.some(({ sent }) =>
      // Another phone may send to the same key, when it is not made for one upload.
      sent?.ownsKey ? sent.key === upload.key : sent?.uploadId === upload.uploadId,
    );
  const tooOld = client.clock.now() - ABANDONED_AFTER;
  const isStale = async ({ key, uploadId, initiated }: PendingUpload) => {
    if (initiated >= tooOld || journal.isOurs(key)) return false;
    const parts = await client.listParts({ ...attempt, key }, key, uploadId);
    return parts.every(({ modified }) => modified < tooOld);
  };
  const abort = async (isUnwanted: (upload: PendingUpload) => boolean | Promise<boolean>) => {
    for (const upload of await client.listUploads(attempt, prefix)) {
      const { key, uploadId } = upload;
      if (await isUnwanted(upload)) await client.abortUpload({ ...attempt, key }, key, uploadId);
    }
  };
  const deleteUnwanted = async () => {
    for (const { sent } of abandoned)
      if (sent?.unwanted && sent.ownsKey)
        await deleteWithCovers(client, { ...attempt, key: sent.key }, sent.key, keys);
  };
  const close = (records: readonly UploadRecord[]) => {
    for (const record of records) {
      record.close();
      copies.remove(record.owner);
    }
  };
  await abort(async (upload) => isAbandoned(upload) || (await isStale(upload)));
  await deleteUnwanted();
  copies.tidy();
  close(abandoned.filter((record) => !mayArrive(record)));
  const late = abandoned.filter(mayArrive);
  if (late.length === 0) return;
  await new Promise((resolve) => setTimeout(resolve, client.limits.uploadSilence));
  await abort(isAbandoned);
  await deleteUnwanted();
  close(late);
}

/** It was on its way when the Mini Program was killed: COS may begin or store it yet, as long as a request lives. */
function mayArrive({ sent }: UploadRecord): boolean {
  return sent !== undefined && sent.uploadId === undefined;
}
