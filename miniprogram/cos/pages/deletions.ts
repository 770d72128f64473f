import { percent } from '../format/percent';
import { screenMessages } from '../i18n/screenMessages';
import { failureFrom, flows, type RemoveAllProgress, type StoredObject, type Task } from '../index';
import { type FailedFile, type FailureCard, failedGroups, failureCards } from './failedFiles';

/** For so long what was deleted can be had back. Milliseconds. */
const UNDO = 5000;
/** What is over sooner shows no progress. Milliseconds. */
const QUICK = 600;

/** What a bar shows of it; plain data, so that it can go through setData. */
export interface DeletionsView {
  /** `undo`: nothing is deleted yet; `deleting`: it can be stopped; `ended`: some of it is still there. */
  readonly state: 'undo' | 'deleting' | 'ended';
  readonly title: string;
  /** 0 to 100. */
  readonly percent: number;
  readonly failures: readonly FailureCard[];
}

interface Running {
  readonly task: Task<unknown>;
  progress: RemoveAllProgress;
}

/**
 * Files that a person has deleted, for all pages: what is deleted on the page of one file is offered back on the page of all.
 *
 *     if (await askToDelete([object.name], texts)) deletions.add([object]);   // isHidden from now on
 *     deletions.undo();                                                       // for 5 s
 *
 * Nothing is deleted before these 5 s are over or `commit` is called: by a page that shows the offer, when it goes away, because
 * nobody could take it up any more. A Mini Program that is ended within them has deleted nothing: the files are simply still there.
 * What could not be deleted is shown again, and `view` says why.
 */
export class Deletions {
  private waiting: readonly StoredObject[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly running = new Set<Running>();
  /** Some of it has run for so long that a person wants to see how far it is. */
  private isSlow = false;
  private removed = 0;
  private failed: readonly FailedFile[] = [];
  /** How many are still there because the person stopped it. */
  private stopped = 0;
  private readonly hidden = new Set<string>();
  private readonly listeners = new Set<(filesChanged: boolean) => void>();

  /** Called when `view` is another one; with true when other files are hidden than before. Returns what stops it. */
  subscribe(listener: (filesChanged: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** On its way out: lists leave it out. Once it is gone `flows.isRemoved` says so. */
  isHidden(key: string): boolean {
    return this.hidden.has(key);
  }

  /** Null when there is nothing to say. */
  get view(): DeletionsView | null {
    const { deletions } = screenMessages();
    const calm = { percent: 0, failures: [] };
    if (this.waiting.length > 0) {
      return { ...calm, state: 'undo', title: deletions.undoable(this.waiting.length) };
    }
    if (this.isSlow) {
      let files = 0;
      let done = 0;
      for (const { progress } of this.running) {
        files += progress.files;
        done += progress.removed + progress.failed;
      }
      return {
        ...calm,
        state: 'deleting',
        title: deletions.deleting(done, files),
        percent: percent(done, files),
      };
    }
    if (this.failed.length === 0 && this.stopped === 0) return null;
    return {
      ...calm,
      state: 'ended',
      title: deletions.ended(this.removed, this.failed.length, this.stopped),
      failures: failureCards(this.failed, 'delete', screenMessages()),
    };
  }

  /** What waited before is deleted now. What is on its way out already is not added. */
  add(objects: readonly StoredObject[]): void {
    const fresh = objects.filter(({ key }) => !this.hidden.has(key));
    if (fresh.length === 0) return;
    this.commit();
    this.waiting = fresh;
    for (const { key } of fresh) this.hidden.add(key);
    // Deleted once more, they have not failed yet.
    this.failed = this.failed.filter(({ object }) => !this.hidden.has(object.key));
    this.timer = setTimeout(() => this.commit(), UNDO);
    this.tell(true);
  }

  /** What waits is not deleted. Too late, it does nothing. */
  undo(): void {
    const objects = this.takeWaiting();
    for (const { key } of objects) this.hidden.delete(key);
    if (objects.length > 0) this.tell(true);
  }

  /** What waits is deleted now. */
  commit(): void {
    const objects = this.takeWaiting();
    if (objects.length > 0) void this.run(objects);
  }

  /** What is gone stays gone, the rest is shown again. */
  stop(): void {
    for (const { task } of this.running) task.cancel();
  }

  /** The person has read why some of it is still there. */
  dismiss(): void {
    this.removed = 0;
    this.failed = [];
    this.stopped = 0;
    this.tell(false);
  }

  /** Those of this card once more, at once. */
  retry(id: string): void {
    const group = failedGroups(this.failed, 'delete', screenMessages()).find((one) => one.id === id);
    if (!group) return;
    const again = group.uploads.map(({ object }) => object);
    this.failed = this.failed.filter(({ object }) => !again.includes(object));
    for (const { key } of again) this.hidden.add(key);
    void this.run(again);
  }

  private async run(objects: readonly StoredObject[]): Promise<void> {
    const slow = setTimeout(() => {
      this.isSlow = true;
      this.tell(false);
    }, QUICK);
    const task = flows.removeAll(objects, {
      onProgress: (progress) => {
        running.progress = progress;
        if (this.isSlow) this.tell(false);
      },
    });
    const running: Running = { task, progress: { files: objects.length, removed: 0, failed: 0 } };
    this.running.add(running);
    this.tell(true);
    try {
      const { failed } = await task.result;
      this.failed = [...this.failed, ...failed];
    } catch (error) {
      const failure = failureFrom(error, { action: 'delete' });
      if (failure.code === 'cancelled') this.stopped += objects.length - running.progress.removed;
      else this.failed = [...this.failed, ...objects.map((object) => ({ object, failure }))];
    }
    clearTimeout(slow);
    this.removed += running.progress.removed;
    this.running.delete(running);
    if (this.running.size === 0) this.isSlow = false;
    for (const { key } of objects) this.hidden.delete(key);
    if (this.failed.length === 0 && this.stopped === 0) this.removed = 0;
    this.tell(true);
  }

  private takeWaiting(): readonly StoredObject[] {
    if (this.timer !== undefined) clearTimeout(this.timer);
    const { waiting } = this;
    this.waiting = [];
    return waiting;
  }

  private tell(filesChanged: boolean): void {
    for (const listener of [...this.listeners]) listener(filesChanged);
  }
}

export const deletions = new Deletions();
