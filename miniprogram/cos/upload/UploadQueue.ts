import { expectOption } from '../failures/expectOption';
import type { ChosenFile } from '../files/ChosenFile';
import { cleanName } from '../keys';
import { lanes } from '../network/Lanes';
import { Throttle } from '../task/Throttle';
import type { FileUpload } from './FileUpload';
import { commandsIn, isOnItsWay, type QueueState, type UploadCommand, type UploadItem } from './UploadState';

export interface UploadQueueOptions {
  /** Least time between two calls of the listeners while only progress changes. Milliseconds, default 250. */
  readonly pace?: number;
}

/** `onChange`: the item has changed by itself. */
type Restore = (id: string, onChange: () => void) => FileUpload;

type Listener = (items: readonly UploadItem[], state: QueueState) => void;

/** Files that are looked at and wait for a lane, beside one in each: none is idle while the next one is prepared. */
const PREPARED = 4;

/** Files that go up some at a time, with a state for each. A command that the state does not allow does nothing. */
export class UploadQueue {
  private readonly uploads = new Map<string, FileUpload>();
  private readonly listeners = new Set<Listener>();
  private readonly publishing: Throttle;
  /** Of the items that were ever made. */
  private count = 0;
  private isPaused = false;

  constructor(
    private readonly create: (id: string, file: ChosenFile, onChange: () => void) => FileUpload,
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

  get state(): QueueState {
    const states = Array.from(this.uploads.values(), ({ item }) => item.state);
    const isRunning = states.some(isOnItsWay);
    if (this.isPaused || (!isRunning && states.some(({ name }) => name === 'paused')))
      return { name: 'paused' };
    return { name: isRunning ? 'running' : 'idle' };
  }

  /** Queues these files, and returns what it made of them. */
  add(files: readonly ChosenFile[]): readonly UploadItem[] {
    const added = files.map((file) =>
      this.put((id, onChange) => this.create(id, { ...file, name: cleanName(file.name) }, onChange)),
    );
    this.update();
    return added.map(({ item }) => item);
  }

  /** Brings back what an earlier start left. */
  restore(uploads: readonly Restore[], isPaused: boolean): void {
    if (isPaused) this.isPaused = true;
    for (const upload of uploads) this.put(upload);
    this.update();
  }

  /** Queued, uploading or waiting → paused. A request of which all bytes have left is waited for: it may still be done. */
  pause(id: string): void {
    this.command('pause', [id]);
  }

  /** Paused → waiting, or queued when nothing of it was sent. */
  resume(id: string): void {
    this.command('resume', [id]);
  }

  /** Queued, uploading, waiting or paused → cancelled. */
  cancel(id: string): void {
    this.command('cancel', [id]);
  }

  /** Failed or cancelled → queued. */
  retry(id: string): void {
    this.command('retry', [id]);
  }

  /** Takes an item that is done, failed or cancelled off the list. */
  remove(id: string): void {
    this.command('remove', [id]);
  }

  /** Nothing is sent until `resumeAll`, of files that are added meanwhile neither. What is uploading waits. */
  pauseAll(): void {
    if (this.state.name === 'idle') return;
    this.isPaused = true;
    for (const upload of this.uploads.values()) if (upload.item.state.name === 'uploading') upload.wait();
    this.update();
  }

  /** Goes on with all, also with those that were paused one by one. */
  resumeAll(): void {
    this.isPaused = false;
    this.command('resume');
  }

  cancelAll(): void {
    this.command('cancel');
  }

  /** All that failed, or these, are queued again. */
  retryAll(ids: readonly string[] = this.idsIn('failed')): void {
    this.command('retry', ids);
  }

  /** Takes all items that are done off the list. */
  removeDone(): void {
    this.command('remove', this.idsIn('done'));
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

  private put(make: Restore): FileUpload {
    this.count += 1;
    const upload = make(String(this.count), () => this.publishing.soon());
    this.uploads.set(upload.item.id, upload);
    return upload;
  }

  private idsIn(name: UploadItem['state']['name']): readonly string[] {
    return this.items.filter(({ state }) => state.name === name).map(({ id }) => id);
  }

  /** One change, however many. */
  private command(
    command: Exclude<UploadCommand, 'show'>,
    ids: Iterable<string> = Array.from(this.uploads.keys()),
  ): void {
    for (const id of ids) {
      const upload = this.uploads.get(id);
      if (!upload || !commandsIn(upload.item.state).includes(command)) continue;
      if (command === 'remove') this.uploads.delete(id);
      upload[command]();
    }
    this.update();
  }

  /** Starts what has room. Every change ends here. */
  private update(): void {
    // When all is cancelled, what is added later is not held back by a pause that was meant for it.
    if (this.isPaused && this.isOver) this.isPaused = false;
    let room = this.isPaused ? 0 : this.filesAtOnce;
    for (const { isBusy } of this.uploads.values()) if (isBusy) room -= 1;
    for (const upload of this.uploads.values()) {
      const { name } = upload.item.state;
      // One that was cancelled or paused may still be at its end.
      if ((name !== 'queued' && name !== 'waiting') || upload.isBusy) continue;
      if (room <= 0) break;
      room -= 1;
      this.start(upload);
    }
    this.publishing.atEndOfTurn();
  }

  /** Nothing is left to do, unless a person asks for it. */
  private get isOver(): boolean {
    return !this.items.some(({ state }) => isOnItsWay(state) || state.name === 'paused');
  }

  private start(upload: FileUpload): void {
    upload.start((what) => {
      if (what === 'progress') return this.publishing.soon();
      this.update();
    });
  }

  private publish(): void {
    const { items, state } = this;
    for (const listener of this.listeners) {
      try {
        listener(items, state);
      } catch (error) {
        // The others hear of it all the same, and so does the queue.
        console.error('A listener of the uploads threw', error);
      }
    }
  }
}
