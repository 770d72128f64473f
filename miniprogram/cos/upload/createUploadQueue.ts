import { expectOption } from '../failures/expectOption';
import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import type { ChosenFile } from '../files/ChosenFile';
import { cleanName } from '../keys';
import type { Progress, Task } from '../task/Task';
import { FILES_AT_ONCE, MOST_FILES_AT_ONCE } from './concurrency';
import type { UploadItem, UploadQueue, UploadState } from './UploadQueue';

/** One file's way to COS; it may be started again after it failed. */
export interface Transfer {
  /** Resolves with the object's key. */
  start(onProgress: (progress: Progress) => void): Task<string>;
  /** Frees what a started transfer left on the server. */
  discard(): void;
}

export interface UploadQueueOptions {
  createTransfer(file: ChosenFile): Transfer;
  /** Files at a time; 1 to 4, default 3. More would take WeChat's places from the pages. */
  readonly parallel?: number;
  /** Least time between two calls of the listeners while only progress changes. Milliseconds. */
  readonly pace?: number;
}

interface Entry {
  item: UploadItem;
  readonly transfer: Transfer;
  task?: Task<string> | undefined;
}

export function createUploadQueue({
  createTransfer,
  parallel = FILES_AT_ONCE,
  pace = 250,
}: UploadQueueOptions): UploadQueue {
  const possible = Number.isInteger(parallel) && parallel >= 1 && parallel <= MOST_FILES_AT_ONCE;
  expectOption(possible, 'parallel', parallel, `a whole number from 1 to ${MOST_FILES_AT_ONCE}`);
  const entries = new Map<string, Entry>();
  const listeners = new Set<(items: readonly UploadItem[]) => void>();
  let items: readonly UploadItem[] = [];
  let count = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const publish = () => {
    if (waiting !== undefined) clearTimeout(waiting);
    waiting = undefined;
    items = Array.from(entries.values(), ({ item }) => item);
    for (const listener of listeners) {
      try {
        listener(items);
      } catch (error) {
        // The others hear of it all the same, and so does the queue.
        console.error('A listener of the uploads threw', error);
      }
    }
  };
  const publishSoon = () => {
    waiting ??= setTimeout(publish, pace);
  };
  const setState = (entry: Entry, state: UploadState) => {
    entry.item = { ...entry.item, state };
  };

  /** Starts what has room. Every change ends here. */
  const update = () => {
    let room = parallel;
    for (const { task } of entries.values()) if (task) room -= 1;
    for (const entry of entries.values()) {
      if (room > 0 && entry.item.state.name === 'queued') {
        // A cancelled transfer may still be at its end.
        if (entry.task) continue;
        room -= 1;
        start(entry);
      }
    }
    publish();
  };

  const start = (entry: Entry) => {
    const { file } = entry.item;
    setState(entry, { name: 'uploading', progress: { loaded: 0, total: file.size } });
    const task = entry.transfer.start((progress) => {
      const { state } = entry.item;
      if (entry.task !== task || state.name !== 'uploading') return;
      // A part that is sent again counts once.
      if (progress.loaded <= state.progress.loaded) return;
      setState(entry, { name: 'uploading', progress });
      publishSoon();
    });
    entry.task = task;
    const attempt: Attempt = { action: 'upload', name: file.name };
    const settle = (state: UploadState) => {
      entry.task = undefined;
      const listed = entries.get(entry.item.id) === entry;
      // Cancelled meanwhile, and perhaps queued again: that stands, unless the file has arrived all the same.
      if (listed && (entry.item.state.name === 'uploading' || state.name === 'done')) setState(entry, state);
      else entry.transfer.discard();
      update();
    };
    task.result.then(
      (key) => settle({ name: 'done', key }),
      (error) => settle({ name: 'failed', failure: failureFrom(error, attempt) }),
    );
  };

  return {
    get items() {
      return items;
    },
    add(files) {
      for (const { name, ...rest } of files) {
        const file = { ...rest, name: cleanName(name) };
        count += 1;
        const id = String(count);
        entries.set(id, {
          item: { id, file, state: { name: 'queued' } },
          transfer: createTransfer(file),
        });
      }
      update();
    },
    cancel(id) {
      const entry = entries.get(id);
      const name = entry?.item.state.name;
      if (!entry || (name !== 'queued' && name !== 'uploading')) return;
      setState(entry, { name: 'cancelled' });
      if (entry.task) entry.task.cancel();
      else entry.transfer.discard();
      update();
    },
    retry(id) {
      const entry = entries.get(id);
      const name = entry?.item.state.name;
      if (!entry || (name !== 'failed' && name !== 'cancelled')) return;
      setState(entry, { name: 'queued' });
      update();
    },
    remove(id) {
      const entry = entries.get(id);
      const name = entry?.item.state.name;
      if (!entry || name === 'queued' || name === 'uploading') return;
      if (name === 'failed') entry.transfer.discard();
      entries.delete(id);
      update();
    },
    removeDone() {
      for (const [id, { item }] of entries) if (item.state.name === 'done') entries.delete(id);
      update();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
