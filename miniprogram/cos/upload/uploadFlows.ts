import type { Connection } from '../client/Connection';
import { expectOption } from '../failures/expectOption';
import type { Failure } from '../failures/Failure';
import { cleanName, type KeyLayout } from '../keys';
import type { StoredObject } from '../objects/StoredObject';
import type { Progress, Task } from '../task/Task';
import { Throttle } from '../task/Throttle';
import { FileUpload, type UploadMeans } from './FileUpload';
import { onlyMore } from './onlyMore';
import { removeAbandoned } from './removeAbandoned';
import { UploadJournal } from './UploadJournal';
import { UploadQueue, type UploadQueueOptions } from './UploadQueue';

export interface FileToUpload {
  /** Local path, such as WeChat gives a file that was chosen. */
  readonly path: string;
  /** As the user knows it, with its extension. Default: the last part of the path. */
  readonly name?: string;
}

export interface UploadOptions {
  /** Called a few times a second. */
  onProgress?(progress: Progress): void;
  /**
   * Where it is stored, within the user's own folder: `avatar.jpg`. Default: what the key layout makes. What is there is
   * written over; COS tells the content type by the extension of the key.
   */
  readonly key?: string;
}

export interface UploadFlows {
  /**
   * Sends one file, at once and beside all queues. Resolves with the object that is stored, rejects with a `Failure`. What a
   * cancelled or failed one has left on the server is taken off, except under a key of your own.
   */
  upload(file: FileToUpload, options?: UploadOptions): Task<StoredObject>;
  /** The queue of the page of transfers. */
  readonly uploads: UploadQueue;
  /** A queue of your own, for a page or a component. */
  createUploads(options?: UploadQueueOptions): UploadQueue;
}

export function uploadFlows(connection: Connection, keys: KeyLayout): UploadFlows {
  const journal = UploadJournal.of(connection.config.bucket);
  const means: UploadMeans = { connection, keys, journal };
  removeAbandonedOnce(connection, journal);

  const createUploads = (options?: UploadQueueOptions) =>
    new UploadQueue((id, file) => new FileUpload(id, file, means), options);

  return {
    upload(file, { onProgress, key } = {}) {
      expectFile(file);
      expectKey(key);
      const { path, name = path.slice(path.lastIndexOf('/') + 1) } = file;
      const upload = new FileUpload('', { path, name: cleanName(name), size: 0 }, means, key);
      let latest: Progress = { loaded: 0, total: 0 };
      const progress = new Throttle(() => onProgress?.(latest), PACE);
      const task = upload.send(
        onlyMore((sent) => {
          latest = sent;
          if (sent.loaded === sent.total) progress.now();
          else progress.soon();
        }),
      );
      const end = () => progress.stop();
      task.result.then(end, () => {
        end();
        void upload.discard();
      });
      return task;
    },
    uploads: createUploads(),
    createUploads,
  };
}

/** Once, and after what the person waits for: a Mini Program may list and never upload, or upload and never list. */
function removeAbandonedOnce(connection: Connection, journal: UploadJournal): void {
  let begun = false;
  connection.onDone((action) => {
    if (begun || (action !== 'list' && action !== 'upload')) return;
    begun = true;
    connection
      .run({ action: 'upload' }, (client) => removeAbandoned(client, journal))
      .catch((failure: Failure) => {
        console.warn(`Uploads that were left on the server are still there: ${failure.message}`);
      });
  });
}

/** Milliseconds between two calls of onProgress. */
const PACE = 250;

function expectFile(file: FileToUpload): void {
  const isFile = typeof file?.path === 'string' && file.path !== '';
  expectOption(isFile, 'upload: file', file, 'one with a local path');
}

function expectKey(key: string | undefined): void {
  const possible = key === undefined || (/^[^/]/.test(key) && key.split('/').every(isPart));
  expectOption(possible, 'upload: key', key, 'a path in the user\'s folder, such as "avatar.jpg"');
}

function isPart(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && cleanName(name) === name;
}
