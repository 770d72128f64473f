import { expectOption } from '../failures/expectOption';
import { Failure } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';
import { scopeOf } from '../failures/scopeOf';
import type { ChosenFile } from '../files/ChosenFile';
import { cleanName } from '../keys';
import type { Network } from '../network/Network';
import { appLife } from '../task/AppLife';
import { Throttle } from '../task/Throttle';
import type { FileUpload } from './FileUpload';
import { keepScreenOn } from './keepScreenOn';
import { Rests } from './Rests';
import { commandsIn, isOnItsWay, type QueueState, type UploadCommand, type UploadItem } from './UploadState';

export interface UploadQueueOptions {
  /** Least time between two calls of the listeners for what changes by itself. Milliseconds, default 250. */
  readonly pace?: number;
  /**
   * On a mobile network it asks before it sends, when more than this is left of all its files. Bytes, default 50 MB; 0: it
   * always asks, Infinity: never.
   */
  readonly askAbove?: number;
}

/** What a queue runs on. */
export interface QueueMeans {
  /** Files of which each is looked at, waits for a lane or is in one. */
  readonly filesAtOnce: number;
  readonly network: Pick<Network, keyof Network>;
  /** See `TimeLimits.networkPauses`. */
  readonly networkPauses: readonly number[];
  /** Requests run, and nothing of them has moved for long. */
  standsStill?(): boolean;
  /** How many files of an earlier start `restore` will bring back. */
  returning?(): number;
}

/** `onChange`: the item has changed by itself. */
type Restore = (id: string, onChange: () => void) => FileUpload;

type Listener = (items: readonly UploadItem[], state: QueueState) => void;

/** What makes it look for something to do. A person does not wait for the next try. */
type Cause = 'person' | 'probe' | 'self';

/** Bytes. */
const ASK_ABOVE = 50 * 1024 * 1024;

/** Files that go up some at a time, with a state for each. A command that the state does not allow does nothing. */
export class UploadQueue {
  private readonly uploads = new Map<string, FileUpload>();
  private readonly listeners = new Set<Listener>();
  private readonly publishing: Throttle;
  private most: number;
  private readonly rests: Rests;
  /** Of the items that were ever made. */
  private count = 0;
  private isPaused = false;
  /** Why nothing is sent. */
  private stoppedBy: Failure | undefined;
  /** What came of the last try to reach the server. */
  private lostBy: Failure | undefined;
  /** What the last file failed by that ended, when it says nothing of the others by itself. */
  private lastRefusal: FailureCode | undefined;
  private isMobileAllowed = false;
  private unsubscribe: (() => void) | undefined;
  /** What the listeners know. */
  private told: { readonly items: readonly UploadItem[]; readonly state: QueueState } | undefined;

  constructor(
    private readonly create: (id: string, file: ChosenFile, onChange: () => void) => FileUpload,
    { pace = 250, askAbove = ASK_ABOVE }: UploadQueueOptions,
    private readonly means: QueueMeans,
  ) {
    expectOption(pace >= 0, 'pace', pace, 'milliseconds, at least 0');
    this.publishing = new Throttle(() => this.publish(), pace);
    this.rests = new Rests(means.networkPauses, (who) => this.update(who === this ? 'probe' : 'self'));
    this.most = expectBytes(askAbove);
  }

  /** See `UploadQueueOptions`; a person may have chosen another. */
  get askAbove(): number {
    return this.most;
  }

  set askAbove(bytes: number) {
    this.most = expectBytes(bytes);
    this.update('person');
  }

  /** In the order in which they were added. Plain data; unchanged items stay identical. */
  get items(): readonly UploadItem[] {
    return Array.from(this.uploads.values(), ({ item }) => item);
  }

  get state(): QueueState {
    const { network } = this.means;
    const states = this.items.map(({ state }) => state);
    const isRunning = states.some(isOnItsWay);
    if (this.isPaused) return { name: 'paused' };
    if (!isRunning) {
      if (states.some(({ name }) => name === 'paused')) return { name: 'paused' };
      const files = this.means.returning?.() ?? 0;
      return files > 0 ? { name: 'returning', files } : { name: 'idle' };
    }
    if (this.stoppedBy) return { name: 'stopped', failure: this.stoppedBy };
    if (!network.isOnline) {
      const { lostBy } = this;
      return { name: 'offline', ...(lostBy && network.type !== 'none' && { failure: lostBy }) };
    }
    if (this.asks && network.isMobile) return { name: 'asking', bytes: this.bytesLeft };
    return { name: 'running', link: this.means.standsStill?.() ? 'still' : network.isWeak ? 'weak' : 'good' };
  }

  /** Queues these files, and returns what it made of them. */
  add(files: readonly ChosenFile[]): readonly UploadItem[] {
    const areFiles = Array.isArray(files) && files.every(isChosenFile);
    expectOption(areFiles, 'uploads.add: files', files, 'a list of files, each with path, name and size');
    const added = files.map((file) =>
      this.put((id, onChange) => this.create(id, { ...file, name: cleanName(file.name) }, onChange)),
    );
    this.update('person');
    return added.map(({ item }) => item);
  }

  /** Brings back what an earlier start left; nothing, when it was another user's. */
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

  /** Failed, cancelled or present → queued. */
  retry(id: string): void {
    this.command('retry', [id]);
  }

  /** Takes an item that is done, present, failed or cancelled off the list. */
  remove(id: string): void {
    this.command('remove', [id]);
  }

  /** Nothing is sent until `resumeAll`, of files that are added meanwhile neither. What is uploading waits. */
  pauseAll(): void {
    if (this.isOver) return;
    this.isPaused = true;
    this.update('person');
  }

  /** Goes on with all, also with those that were paused one by one and after it has stopped. */
  resumeAll(): void {
    this.isPaused = false;
    this.stoppedBy = undefined;
    this.rests.end();
    this.command('resume');
  }

  /** What it asks for is granted: for all that is in it now or comes until all is done. */
  allowMobile(): void {
    this.isMobileAllowed = true;
    this.update('person');
  }

  /** All, or these. */
  cancelAll(ids?: readonly string[]): void {
    this.command('cancel', ids);
  }

  /** All that failed, or these, are queued again. */
  retryAll(ids: readonly string[] = this.idsIn('failed')): void {
    this.command('retry', ids);
  }

  /** Takes all that are done off the list, or these, of those that are done, failed or cancelled. */
  removeAll(ids: readonly string[] = this.idsIn('done')): void {
    this.command('remove', ids);
  }

  /**
   * Called when the turn of the script is over in which a person has changed something, and at most a few times a second for what
   * changes by itself; never when nothing has. Returns what ends it.
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
    this.update('person');
  }

  /** Starts what has room, and holds back what may not run. Every change ends here. */
  private update(by: Cause = 'self'): void {
    const { isOver } = this;
    if (isOver) this.reset();
    else this.listen();
    if (this.isHeld) this.hold();
    else this.startSome(by);
    keepScreenOn(this, !isOver && this.state.name === 'running');
    // Also the end, which a person waits for.
    if (by === 'person' || isOver) this.publishing.atEndOfTurn();
    else this.publishing.soon();
  }

  private listen(): void {
    const { network } = this.means;
    network.watch();
    this.unsubscribe ??= network.subscribe((fresh) => this.networkChanged(fresh));
  }

  /** Nothing is left to do, unless a person asks for it: what was decided for those files says nothing of the next ones. */
  private reset(): void {
    this.isPaused = false;
    this.stoppedBy = undefined;
    this.lostBy = undefined;
    this.lastRefusal = undefined;
    this.isMobileAllowed = false;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    this.rests.end();
  }

  private get isOver(): boolean {
    return !this.items.some(({ state }) => isOnItsWay(state) || state.name === 'paused');
  }

  private get isHeld(): boolean {
    return this.isPaused || this.stoppedBy !== undefined || this.asks;
  }

  private get asks(): boolean {
    const { type, isMobile } = this.means.network;
    if (this.isMobileAllowed || !(isMobile || type === undefined)) return false;
    return this.bytesLeft > this.askAbove;
  }

  private get bytesLeft(): number {
    let bytes = 0;
    for (const { state, file } of this.items) {
      if (!isOnItsWay(state)) continue;
      bytes += 'progress' in state ? state.progress.total - state.progress.loaded : file.size;
    }
    return bytes;
  }

  private hold(): void {
    for (const upload of this.uploads.values()) if (upload.item.state.name === 'uploading') upload.wait();
  }

  /** The smallest first: most files are safe soonest. */
  private startSome(by: Cause): void {
    const { network, filesAtOnce } = this.means;
    // Who presses something is in front, whatever WeChat has told.
    if (network.isHidden && by !== 'person') return;
    const uploads = Array.from(this.uploads.values());
    const room = filesAtOnce - uploads.filter(({ isBusy }) => isBusy).length;
    // One that was cancelled or paused may still be at its end.
    const ready = uploads
      .filter(
        ({ isBusy, item }) => !isBusy && (item.state.name === 'queued' || item.state.name === 'waiting'),
      )
      .sort((one, other) => one.item.file.size - other.item.file.size);
    if (network.isOnline) {
      const rested = ready.filter((upload) => !this.rests.has(upload));
      for (const upload of rested.slice(0, Math.max(0, room))) this.start(upload);
    } else if (room === filesAtOnce && ready.length > 0) {
      // One file tries whether anything reaches the server, each time after a longer pause: another one, if the last was at fault.
      if (by === 'self') {
        if (!this.rests.has(this)) this.rests.begin(this);
        return;
      }
      const tries = ready.map((upload) => this.rests.triesOf(upload));
      const next = ready[tries.indexOf(Math.min(...tries))];
      if (next) this.start(next);
    }
  }

  private start(upload: FileUpload): void {
    const started = appLife.now();
    upload.start({
      onProgress: () => this.publishing.soon(),
      onFailure: (failure) => this.hasFailed(upload, failure, started),
      onEnd: () => {
        if (upload.item.state.name === 'done') {
          this.rests.forget(upload);
          this.lastRefusal = undefined;
        }
        this.update();
      },
    });
  }

  /** True when it is the file's own failure; else it waits, alone or with all. */
  private hasFailed(upload: FileUpload, failure: Failure, started: number): boolean {
    const { code } = failure;
    const scope = scopeOf(code);
    // WeChat ended it.
    if (scope === 'network' || code === 'cancelled') {
      this.lostBy = ofAll(failure);
      this.means.network.gaveUp(started);
      this.rests.begin(upload);
      return false;
    }
    if (scope === 'file' || (scope === 'either' && code !== this.lastRefusal)) {
      this.lastRefusal = code;
      return true;
    }
    this.stoppedBy ??= ofAll(failure);
    return false;
  }

  private networkChanged(fresh: boolean): void {
    const { isOnline, type } = this.means.network;
    if (fresh || !isOnline) this.rests.end();
    if (fresh) this.lostBy = undefined;
    // WeChat says so: what they wait for does not come.
    if (!isOnline && type === 'none') this.hold();
    this.update();
  }

  private publish(): void {
    const { items, state } = this;
    const { told } = this;
    if (told && isSame(items, told.items) && isSame(Object.values(state), Object.values(told.state))) return;
    this.told = { items, state };
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

/** Said of all files, it names none. */
function ofAll(failure: Failure): Failure {
  return new Failure({ ...failure, attempt: { action: failure.attempt.action } });
}

function isChosenFile(file: Partial<ChosenFile> | null | undefined): boolean {
  const { path, name, size } = file ?? {};
  return typeof path === 'string' && path !== '' && typeof name === 'string' && typeof size === 'number';
}

function expectBytes(askAbove: number): number {
  expectOption(askAbove >= 0, 'askAbove', askAbove, 'bytes, at least 0');
  return askAbove;
}

function isSame(list: readonly unknown[], other: readonly unknown[]): boolean {
  return list.length === other.length && list.every((item, at) => item === other[at]);
}
