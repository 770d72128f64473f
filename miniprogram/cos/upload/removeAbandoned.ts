import type { CosClient, PendingUpload } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { FileCopies } from './FileCopies';
import type { UploadJournal } from './UploadJournal';

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
  for (const upload of await client.listUploads(attempt, prefix)) {
    const { key, uploadId } = upload;
    if (isAbandoned(upload) || (await isStale(upload)))
      await client.abortUpload({ ...attempt, key }, key, uploadId);
  }
  copies.tidy();
  for (const record of abandoned) {
    const { sent } = record;
    if (sent?.unwanted && sent.ownsKey) await client.deleteObject({ ...attempt, key: sent.key }, sent.key);
    record.close();
    copies.remove(record.owner);
  }
}
