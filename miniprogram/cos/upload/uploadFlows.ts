import type { Connection } from '../client/Connection';
import { expectOption } from '../failures/expectOption';
import type { Attempt, Failure } from '../failures/Failure';
import type { ChosenFile } from '../files/ChosenFile';
import { cleanName, type KeyLayout } from '../keys';
import { lanes } from '../network/Lanes';
import { network } from '../network/Network';
import type { StoredObject } from '../objects/StoredObject';
import { PacedProgress } from '../task/PacedProgress';
import type { Progress, Task } from '../task/Task';
import { FileCopies } from './FileCopies';
import { FileUpload, type UploadMeans } from './FileUpload';
import { Rests } from './Rests';
import { removeAbandoned } from './removeAbandoned';
import { Twins } from './Twins';
import { UploadJournal } from './UploadJournal';
import { UploadQueue, type UploadQueueOptions } from './UploadQueue';
import type { UploadRecord } from './UploadRecord';
import { isOnItsWay } from './UploadState';

export interface FileToUpload {
  /** Local path, such as WeChat gives a file that was chosen. */
  readonly path: string;
  /** As the user knows it, with its extension. Default: the last part of the path. */
  readonly name?: string;
  /** Local path of a picture of a video, which becomes its cover, as `ChosenFile` has it. */
  readonly thumbnail?: string;
  /** How long a video plays: see `ChosenFile`. */
  readonly seconds?: number;
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
  /**
   * To be called when a person begins to choose files for `uploads`. What is stored already is listed meanwhile (5,000 objects
   * at most), so that a file with the same bytes is offered as `present` and not sent again.
   */
  prepareUploads(): void;
  /** A queue of your own, for a page or a component. Of one name there is one queue, which is made by the first call. */
  createUploads(options?: CreateUploadsOptions): UploadQueue;
}

export interface CreateUploadsOptions extends UploadQueueOptions {
  /**
   * With a name its files survive the end of the Mini Program, as those of `uploads` do: they come back in the queue that is made
   * under this name, for the same bucket and the same user. What nobody came back for is dropped after a week. Default: none.
   */
  readonly name?: string;
}

export function uploadFlows(connection: Connection, keys: KeyLayout): UploadFlows {
  const journal = UploadJournal.of(connection.config.bucket);
  const user: { prefix?: string } = {};
  const isDeleted = (key: string) => connection.deleted.has(key);
  const means: UploadMeans = { connection, keys, journal, isDeleted, user };
  const named = new Map<string, UploadQueue>();
  const findUser = userFinder({ connection, journal, user });
  // The host may still have to set up its cloud.
  setTimeout(() => journal.hasFormer && findUser(), 0);
  removeAbandonedOnce(connection, journal, keys);

  const twins = new Twins(connection, keys);

  const createUploads = ({ name, ...options }: CreateUploadsOptions = {}, looked?: Twins): UploadQueue => {
    const known = name === undefined ? undefined : named.get(name);
    if (known) return known;
    const takeUp = (records: readonly UploadRecord[], isPaused: boolean) => {
      const uploads = records.map(
        (record) => (id: string, onChange: () => void) =>
          new FileUpload(id, NO_FILE, meansOfQueue, { record, onChange }),
      );
      queue.restore(uploads, isPaused);
    };
    // Of two clients of one bucket the first has the name.
    const survives = name !== undefined && journal.claim(name, takeUp);
    const meansOfQueue = {
      ...means,
      ...(looked ? { twins: looked } : {}),
      ...(survives ? { survival: { copies, queue: name } } : {}),
    };
    const queue = new UploadQueue(
      (id, file, onChange) => {
        if (survives) findUser();
        return new FileUpload(id, file, meansOfQueue, { record: journal.begin(), onChange });
      },
      options,
      {
        filesAtOnce: lanes.count + PREPARED,
        network,
        standsStill: () => lanes.standsStill,
        networkPauses: connection.limits.networkPauses,
        ...(survives ? { returning: () => journal.returningTo(name) } : {}),
      },
    );
    if (name !== undefined) named.set(name, queue);
    if (survives) {
      queue.subscribe((items, { name: state }) => {
        // Paused as a whole, and not each file by itself.
        const isPaused = state === 'paused' && items.some((item) => isOnItsWay(item.state));
        journal.setPaused(name, isPaused);
      });
    }
    return queue;
  };

  return {
    upload(file, { onProgress, key } = {}) {
      expectFile(file);
      expectKey(key);
      const { path, name = path.slice(path.lastIndexOf('/') + 1), ...picture } = file;
      const origin = { record: journal.begin(), ...(key === undefined ? {} : { ownKey: key }) };
      const upload = new FileUpload('', { ...picture, path, name: cleanName(name), size: 0 }, means, origin);
      const progress = new PacedProgress(onProgress);
      const task = upload.send(({ loaded, total }) => {
        if (loaded > 0) progress.set(loaded, total);
      });
      const end = () => progress.stop();
      task.result.then(end, () => {
        end();
        void upload.discard();
      });
      return task;
    },
    uploads: createUploads({ name: 'uploads' }, twins),
    prepareUploads: () => twins.prepare(),
    createUploads: (options) => createUploads(options),
  };
}

/** The record tells. */
const NO_FILE: ChosenFile = { path: '', name: '', size: 0 };

/** All uploads of the Mini Program share the room for copies. */
const copies = new FileCopies(() => UploadJournal.owners());

/**
 * Returns what finds out whose uploads these are, once, as soon as the network lets: what an earlier start left comes back only
 * then, and what is new is written down only then.
 */
function userFinder({
  connection,
  journal,
  user,
}: Required<Pick<UploadMeans, 'connection' | 'journal' | 'user'>>): () => void {
  const attempt: Attempt = { action: 'upload' };
  let begun = false;
  let unsubscribe: () => void = () => undefined;
  const rests = new Rests(connection.limits.networkPauses, () => void ask());
  const ask = async (): Promise<void> => {
    try {
      const { prefix } = await connection.run(attempt, (client) => client.credential(attempt));
      user.prefix = prefix;
      journal.setUser(prefix);
      rests.end();
      unsubscribe();
    } catch {
      rests.begin(journal);
    }
  };
  return () => {
    if (begun) return;
    begun = true;
    network.watch();
    unsubscribe = network.subscribe((fresh) => {
      if (fresh) void ask();
    });
    void ask();
  };
}

/** Once, and after what the person waits for: a Mini Program may list and never upload, or upload and never list. */
function removeAbandonedOnce(connection: Connection, journal: UploadJournal, keys: KeyLayout): void {
  let begun = false;
  connection.onDone((action) => {
    if (begun || (action !== 'list' && action !== 'upload')) return;
    begun = true;
    connection
      .run({ action: 'upload' }, (client) => removeAbandoned(client, journal, copies, keys))
      .catch((failure: Failure) => {
        console.warn(`Uploads that were left on the server are still there: ${failure.message}`);
      });
  });
}

/** Files that are looked at and wait for a lane, beside one in each: none is idle while the next one is prepared. */
const PREPARED = 4;

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
