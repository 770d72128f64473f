import { expectOption } from '../failures/expectOption';
import type { ChosenFile } from '../files/ChosenFile';
import { cleanName } from '../keys';
import { lanes } from '../network/Lanes';
import { Throttle } from '../task/Throttle';
import type { FileUpload } from './FileUpload';
import { commandsIn, type UploadCommand, type UploadItem } from './UploadState';

export interface UploadQueueOptions {
  /** Least time between two calls of the listeners while only progress changes. Milliseconds, default 250. */
  readonly pace?: number;
}

type Listener = (items: readonly UploadItem[]) => void;

/** Files that are looked at and wait for a lane, beside one in each: none is idle while the next one is prepared. */
const PREPARED = 4;

/** Files that go up some at a time, with a state for each. A command that the state does not allow does nothing. */
export class UploadQueue {
  private readonly uploads = new Map<string, FileUpload>();
  private readonly listeners = new Set<Listener>();
  private readonly publishing: Throttle;
  private count = 0;

  constructor(
    private readonly create: (id: string, file: ChosenFile) => FileUpload,
    { pace = 250 }: UploadQueueOptions = {},
    private readonly filesAtOnce = lanes.count + PREPARED,
  ) {
    expectOption(pace >= 0, 'pace', pace, 'milliseconds, at least 0');
    this.publishing = new Throttle(() => this.publish(), pace);
  }

  /** In the order in which they were added. Plain data; unchanged items stay identical. */
  get items(): readonly UploadItem[] {
    return Array.from(this.uploads.values(), ({ item }) => item);
  }

  /** Queues these files, and returns what it made of them. */
  add(files: readonly ChosenFile[]): readonly UploadItem[] {
    const added = files.map((file) => {
      this.count += 1;
      const upload = this.create(String(this.count), { ...file, name: cleanName(file.name) });
      this.uploads.set(upload.item.id, upload);
      return upload;
    });
    this.update();
    return added.map(({ item }) => item);
  }

  /** Queued or uploading → cancelled. */
  cancel(id: string): void {
    this.command('cancel', id)?.cancel();
    this.update();
  }

  /** Failed or cancelled → queued. */
  retry(id: string): void {
    this.command('retry', id)?.queueAgain();
    this.update();
  }

  /** Takes an item that is done, failed or cancelled off the list. */
  remove(id: string): void {
    this.command('remove', id)?.takeOffList();
    this.update();
  }

  /** Takes all items that are done off the list. */
  removeDone(): void {
    const done = this.items.filter(({ state }) => state.name === 'done');
    for (const { id } of done) this.command('remove', id)?.takeOffList();
    this.update();
  }

  /**
   * Called when the turn of the script is over in which a state has changed, and a few times a second while only progress
   * does. Returns what ends it.
   */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private command(command: UploadCommand, id: string): FileUpload | undefined {
    const upload = this.uploads.get(id);
    if (!upload || !commandsIn(upload.item.state).includes(command)) return undefined;
    if (command === 'remove') this.uploads.delete(id);
    return upload;
  }

  /** Starts what has room. Every change ends here. */
  private update(): void {
    let room = this.filesAtOnce;
    for (const { isBusy } of this.uploads.values()) if (isBusy) room -= 1;
    for (const upload of this.uploads.values()) {
      // A cancelled one may still be at its end.
      if (upload.item.state.name !== 'queued' || upload.isBusy) continue;
      if (room <= 0) break;
      room -= 1;
      this.start(upload);
    }
    this.publishing.atEndOfTurn();
  }

  private start(upload: FileUpload): void {
    upload.start((what) => {
      if (what === 'progress') return this.publishing.soon();
      this.update();
    });
  }

  private publish(): void {
    const { items } = this;
    for (const listener of this.listeners) {
      try {
        listener(items);
      } catch (error) {
        // The others hear of it all the same, and so does the queue.
        console.error('A listener of the uploads threw', error);
      }
    }
  }
}
