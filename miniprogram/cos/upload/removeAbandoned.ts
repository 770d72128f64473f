import type { CosClient } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { UploadJournal } from './UploadJournal';

/** No file is on its way for so long: an upload of another phone that is older is nobody's. Milliseconds. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

const attempt: Attempt = { action: 'upload' };

/**
 * Takes off the server what a killed Mini Program left there: uploads in parts of this user that nobody works on, and objects of uploads
 * that were cancelled. Those of this phone are known by the journal; another phone's may be under way, unless they
 * are a day old. Rejects with a `Failure`; what could not be removed is tried again at the next start.
 */
export async function removeAbandoned(client: CosClient, journal: UploadJournal): Promise<void> {
  const { prefix } = await client.credential(attempt);
  const former = journal.former().filter(({ key }) => key.startsWith(prefix));
  const left = new Set(former.map(({ key }) => key));
  const tooOld = client.clock.now() - ABANDONED_AFTER;
  for (const { key, uploadId, initiated } of await client.listUploads(attempt, prefix)) {
    if (left.has(key) || (initiated < tooOld && !journal.isOurs(key))) {
      await client.abortUpload({ ...attempt, key }, key, uploadId);
    }
  }
  for (const { key, state } of former) {
    if (state === 'unwanted') await client.deleteObject({ ...attempt, key }, key);
    journal.forget(key);
  }
}
