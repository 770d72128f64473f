import { explainAlbum } from '../../components/cos-save-button/explainAlbum';
import { percent } from '../../format/percent';
import { type FailureGroup, failureGroups } from '../../i18n/failureGroups';
import type { FailureView } from '../../i18n/failureView';
import type { Messages } from '../../i18n/messages';
import {
  failureFrom,
  flows,
  type NotSaved,
  type SaveAllProgress,
  type StoredObject,
  type Task,
} from '../../index';

/** What the bar of the selection shows; plain data, so that it can go through setData. */
export interface SelectionView {
  readonly state: 'choosing' | 'saving' | 'ended';
  readonly title: string;
  /** Of the bytes; '' when nothing is saved. */
  readonly detail: string;
  readonly percent: number;
  /** 0 to 1. */
  readonly fraction: number;
  /** One card for all files that failed for the same reason. */
  readonly failures: readonly { readonly id: string; readonly failure: FailureView }[];
}

type State =
  | { readonly name: 'none' }
  | { readonly name: 'choosing' }
  | { readonly name: 'saving'; readonly task: Task<unknown>; readonly progress: SaveAllProgress }
  | { readonly name: 'ended'; readonly stopped: boolean };

const calm = { detail: '', percent: 0, fraction: 0, failures: [] } as const;

/** The files that a person marks in the gallery, and their way into the album. */
export class Selection {
  private readonly chosen = new Map<string, StoredObject>();
  private state: State = { name: 'none' };
  private saved = 0;
  private failed: readonly NotSaved[] = [];

  constructor(
    private readonly texts: Messages,
    private readonly onChange: () => void,
  ) {}

  /** Taps mark files. */
  get isChoosing(): boolean {
    return this.state.name === 'choosing';
  }

  /** Null as long as nothing is marked. */
  get view(): SelectionView | null {
    const { selection, transfers } = this.texts;
    const { state } = this;
    if (state.name === 'none') return null;
    if (state.name === 'choosing') {
      return { ...calm, state: 'choosing', title: selection.chosen(this.chosen.size) };
    }
    if (state.name === 'saving') {
      const { loaded, total, saved, failed, files } = state.progress;
      return {
        ...calm,
        state: 'saving',
        title: selection.saving(saved + failed, files),
        detail: transfers.bytesOf(loaded, total),
        percent: percent(loaded, total),
        fraction: total === 0 ? 0 : loaded / total,
      };
    }
    return {
      ...calm,
      state: 'ended',
      title: selection.ended(this.saved, this.failed.length, state.stopped),
      failures: this.groups().map(({ id, failure }) => ({ id, failure })),
    };
  }

  has(key: string): boolean {
    return this.chosen.has(key) && this.state.name !== 'none';
  }

  /** Marks it, or takes the mark away; the last one ends the choosing. */
  toggle(object: StoredObject): void {
    if (this.state.name === 'saving') return;
    if (this.state.name !== 'choosing') this.clear();
    if (!this.chosen.delete(object.key)) this.chosen.set(object.key, object);
    this.change({ name: this.chosen.size === 0 ? 'none' : 'choosing' });
  }

  save(): void {
    if (this.state.name !== 'choosing') return;
    this.saved = 0;
    this.failed = [];
    void this.run([...this.chosen.values()]);
  }

  /** Stops what runs, else ends it all. */
  cancel(): void {
    if (this.state.name === 'saving') this.state.task.cancel();
    else {
      this.clear();
      this.change({ name: 'none' });
    }
  }

  /** What helps a group of files. WeChat opens its settings only from the tap itself: nothing may be awaited before. */
  help(id: string): void {
    const group = this.groups().find((one) => one.id === id);
    if (!group) return;
    /** Unless they were tried again meanwhile. */
    const take = (): readonly StoredObject[] => {
      if (this.state.name !== 'ended') return [];
      const failures = new Set(group.uploads.map(({ failure }) => failure));
      const taken = this.failed.filter(({ failure }) => failures.has(failure));
      this.failed = this.failed.filter(({ failure }) => !failures.has(failure));
      return taken.map(({ object }) => object);
    };
    const again = () => {
      const objects = take();
      if (objects.length > 0) void this.run(objects);
    };
    if (group.failure.help !== 'settings') {
      again();
      return;
    }
    flows.openSettings().then(
      (allowed) => {
        if (allowed) again();
      },
      (error: unknown) => {
        const failure = failureFrom(error, { action: 'save' });
        const objects = take();
        this.failed = [...this.failed, ...objects.map((object) => ({ object, failure }))];
        this.change(this.state);
      },
    );
  }

  private async run(objects: readonly StoredObject[]): Promise<void> {
    if (this.state.name === 'saving') return;
    let progress: SaveAllProgress = {
      loaded: 0,
      total: objects.reduce((sum, { size }) => sum + size, 0),
      files: objects.length,
      saved: 0,
      failed: 0,
    };
    const task = flows.saveAllToAlbum(objects, {
      beforeAlbumQuestion: () => explainAlbum(this.texts),
      onProgress: (now) => {
        progress = now;
        if (this.state.name === 'saving') this.change({ name: 'saving', task, progress });
      },
    });
    this.change({ name: 'saving', task, progress });
    let stopped = false;
    try {
      const { saved, failed } = await task.result;
      this.saved += saved.length;
      this.failed = [...this.failed, ...failed];
    } catch (error) {
      const failure = failureFrom(error, { action: 'save' });
      stopped = failure.code === 'cancelled';
      // Stopped: what has not been saved is still in the cloud.
      this.saved += progress.saved;
      if (!stopped) this.failed = [...this.failed, ...objects.map((object) => ({ object, failure }))];
    }
    if (stopped && this.saved === 0 && this.failed.length === 0) {
      // Not now: nothing has happened to what is marked.
      this.change({ name: 'choosing' });
      return;
    }
    // What keeps its mark is not in the album.
    this.chosen.clear();
    for (const { object } of this.failed) this.chosen.set(object.key, object);
    this.change({ name: 'ended', stopped });
  }

  private groups(): readonly FailureGroup<NotSaved & { id: string; state: { name: string } }>[] {
    const files = this.failed.map((one) => ({
      ...one,
      id: one.object.key,
      state: { name: 'failed', failure: one.failure },
    }));
    return failureGroups(files, this.texts, 'save');
  }

  private clear(): void {
    this.chosen.clear();
    this.saved = 0;
    this.failed = [];
  }

  private change(state: State): void {
    this.state = state;
    this.onChange();
  }
}
