import { percent } from '../../../format/percent';
import { shortenName } from '../../../format/shortenName';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import { shownName } from '../../../i18n/shownName';
import { failureFrom, flows, type Progress, type StoredObject, type Task } from '../../../index';
import { type FailedFile, failedGroups, failureCards } from '../../failedFiles';
import type { ManyFiles, ManyFilesView } from './ManyFiles';

/** Columns of Latin letters. */
const NAME_COLUMNS = 30;

/**
 * Into a chat. WeChat takes one file at a time, and each from a tap: so the person taps once for each, and the next file comes to
 * the phone while they choose the chat for the one before.
 */
export class Sending implements ManyFiles {
  /** Not sent yet, the one whose turn it is first. */
  private queue: readonly StoredObject[];
  private number = 1;
  /** `fetching`: the first of the queue comes; `ready`: it is here; `giving`: WeChat has it. */
  private state: 'fetching' | 'ready' | 'giving' | 'ended' = 'fetching';
  private fetching: { readonly object: StoredObject; readonly task: Task<void> } | undefined;
  private progress: Progress = { loaded: 0, total: 0 };
  private readonly sent = new Set<StoredObject>();
  private failed: readonly FailedFile[] = [];

  constructor(
    private readonly objects: readonly StoredObject[],
    private readonly texts: ScreenMessages,
    private readonly onChange: () => void,
  ) {
    this.queue = objects;
    void this.fetch();
  }

  get left(): readonly StoredObject[] {
    return this.objects.filter((object) => !this.sent.has(object));
  }

  get isVoid(): boolean {
    return this.state === 'ended' && this.sent.size === 0 && this.failed.length === 0;
  }

  get view(): ManyFilesView {
    const { selection, transfers } = this.texts;
    const calm = { detail: '', percent: 0, failures: [] };
    const files = this.number + this.queue.length - 1;
    const [object] = this.queue;
    if (this.state === 'ended' || object === undefined) {
      const stopped = this.left.length - this.failed.length;
      return {
        ...calm,
        state: 'ended',
        title: selection.sent(this.sent.size, this.failed.length, stopped),
        failures: failureCards(this.failed, 'send', this.texts),
      };
    }
    if (this.state === 'fetching') {
      const { loaded, total } = this.progress;
      return {
        ...calm,
        state: 'running',
        title: selection.fetching(this.number, files),
        detail: transfers.bytesOf(loaded, total),
        percent: percent(loaded, total),
      };
    }
    const name = shortenName(shownName(object.name, this.texts, object.modified), NAME_COLUMNS);
    return { ...calm, state: 'waiting', title: selection.ready(this.number, files), detail: name };
  }

  stop(): void {
    this.fetching?.task.cancel();
    this.fetching = undefined;
    this.queue = [];
    this.state = 'ended';
    this.onChange();
  }

  /** Nothing may be awaited before: WeChat wants it within the tap. */
  next(): void {
    const [object, following] = this.queue;
    if (this.state !== 'ready' || object === undefined) return;
    this.state = 'giving';
    const task = flows.sendToChat(object);
    if (following && this.fetching?.object !== following) this.prepare(following);
    task.result.then(
      () => {
        this.sent.add(object);
        this.end(object);
      },
      (error: unknown) => this.notSent(object, error),
    );
  }

  help(id: string): void {
    const group = failedGroups(this.failed, 'send', this.texts).find((one) => one.id === id);
    if (!group || this.state !== 'ended') return;
    const again = group.uploads.map(({ object }) => object);
    this.failed = this.failed.filter(({ object }) => !again.includes(object));
    this.queue = again;
    this.number = 1;
    void this.fetch();
  }

  /** The first of the queue comes to the phone, unless it is here. */
  private async fetch(): Promise<void> {
    const [object] = this.queue;
    this.state = object === undefined ? 'ended' : 'fetching';
    if (object === undefined) {
      this.onChange();
      return;
    }
    this.progress = { loaded: 0, total: object.size };
    const known = this.fetching?.object === object ? this.fetching : this.prepare(object);
    this.onChange();
    try {
      await known.task.result;
      if (this.queue[0] !== object) return;
      this.state = 'ready';
      this.onChange();
    } catch (error) {
      this.notSent(object, error);
    }
  }

  private prepare(object: StoredObject): NonNullable<Sending['fetching']> {
    const task = flows.prepareToSend(object, {
      onProgress: (progress) => {
        if (this.queue[0] !== object || this.state !== 'fetching') return;
        this.progress = progress;
        this.onChange();
      },
    });
    // Heard of when it is its turn.
    task.result.catch(() => undefined);
    this.fetching = { object, task };
    return this.fetching;
  }

  private notSent(object: StoredObject, error: unknown): void {
    if (this.queue[0] !== object) return;
    const failure = failureFrom(error, { action: 'send', key: object.key, name: object.name });
    if (failure.code === 'cancelled' || failure.code === 'tap-needed') {
      // They chose no chat: the file is still here, and may go to another.
      this.state = 'ready';
      this.onChange();
      return;
    }
    this.failed = [...this.failed, { object, failure }];
    if (this.fetching?.object === object) this.fetching = undefined;
    this.end(object);
  }

  private end(object: StoredObject): void {
    if (this.queue[0] !== object) {
      this.onChange();
      return;
    }
    this.queue = this.queue.slice(1);
    this.number += 1;
    void this.fetch();
  }
}
