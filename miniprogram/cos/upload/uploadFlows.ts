import type { Connection } from '../client/Connection';
import type { Failure } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import { createTransfer } from './createTransfer';
import { createUploadQueue } from './createUploadQueue';
import { removeAbandoned } from './removeAbandoned';
import { UploadJournal } from './UploadJournal';
import type { UploadQueue } from './UploadQueue';

export interface UploadFlows {
  readonly uploads: UploadQueue;
}

/** `tidyUp` removes what an earlier start left on the server: once, and after what the person waits for. */
export function uploadFlows(
  connection: Connection,
  keys: KeyLayout,
): UploadFlows & { readonly tidyUp: () => void } {
  const journal = UploadJournal.of(connection.config.bucket);
  let tidied = false;
  const tidyUp = () => {
    if (tidied) return;
    tidied = true;
    connection
      .run({ action: 'upload' }, (client) => removeAbandoned(client, journal))
      .catch((failure: Failure) => {
        console.warn(`Uploads that were left on the server are still there: ${failure.message}`);
      });
  };

  const uploads = createUploadQueue({
    createTransfer: (file) => createTransfer(file, connection, journal, keys),
  });
  // A Mini Program may upload and never list.
  const unsubscribe = uploads.subscribe((items) => {
    if (items.every(({ state }) => state.name !== 'done')) return;
    unsubscribe();
    tidyUp();
  });
  return { uploads, tidyUp };
}
