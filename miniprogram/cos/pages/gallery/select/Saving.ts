import { explainAlbum } from '../../../components/cos-save-button/explainAlbum';
import { tryAgain } from '../../../components/tryAgain';
import { percent } from '../../../format/percent';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import { failureFrom, flows, type SaveAllProgress, type StoredObject, type Task } from '../../../index';
import { type FailedFile, failedGroups, failureCards } from '../../failedFiles';
import type { ManyFiles, ManyFilesView } from './ManyFiles';

/** Into the album. */
export class Saving implements ManyFiles {
  private task: Task<unknown> | undefined;
  private progress: SaveAllProgress | undefined;
  private readonly saved = new Set<StoredObject>();
  private failed: readonly FailedFile[] = [];

  constructor(
    private readonly objects: readonly StoredObject[],
    private readonly texts: ScreenMessages,
    private readonly onChange: () => void,
  ) {
    void this.run(objects);
  }

  get left(): readonly StoredObject[] {
    return this.objects.filter((object) => !this.saved.has(object));
  }

  get isVoid(): boolean {
    return this.task === undefined && this.saved.size === 0 && this.failed.length === 0;
  }

  get view(): ManyFilesView {
    const { selection, transfers } = this.texts;
    if (this.task && this.progress) {
      const { loaded, total, saved, failed, files } = this.progress;
      return {
        state: 'running',
        title: selection.saving(saved + failed, files),
        detail: transfers.bytesOf(loaded, total),
        percent: percent(loaded, total),
        failures: [],
      };
    }
    const stopped = this.objects.length - this.saved.size - this.failed.length;
    return {
      state: 'ended',
      title: selection.saved(this.saved.size, this.failed.length, stopped),
      detail: '',
      percent: 0,
      failures: failureCards(this.failed, 'save', this.texts),
    };
  }

  stop(): void {
    this.task?.cancel();
  }

  next(): void {
    // It waits for nobody.
  }

  help(id: string): void {
    const group = failedGroups(this.failed, 'save', this.texts).find((one) => one.id === id);
    if (!group) return;
    /** Unless they were tried again meanwhile. */
    const take = (): readonly StoredObject[] => {
      if (this.task) return [];
      const failures = new Set(group.uploads.map(({ failure }) => failure));
      const taken = this.failed.filter(({ failure }) => failures.has(failure));
      this.failed = this.failed.filter(({ failure }) => !failures.has(failure));
      return taken.map(({ object }) => object);
    };
    const again = () => {
      const objects = take();
      if (objects.length > 0) void this.run(objects);
    };
    tryAgain(group.failure.help, again, (error) => {
      const failure = failureFrom(error, { action: 'save' });
      const taken = take().map((object) => ({ object, failure }));
      this.failed = [...this.failed, ...taken];
      this.onChange();
    });
  }

  private async run(objects: readonly StoredObject[]): Promise<void> {
    const total = objects.reduce((sum, { size }) => sum + size, 0);
    this.progress = { loaded: 0, total, files: objects.length, saved: 0, failed: 0 };
    const failed = new Map<StoredObject, FailedFile>();
    const task = flows.saveAllToAlbum(objects, {
      beforeAlbumQuestion: () => explainAlbum(this.texts),
      onProgress: (now) => {
        this.progress = now;
        this.onChange();
      },
      onEach: (object, failure) => {
        if (failure) failed.set(object, { object, failure });
        else this.saved.add(object);
      },
    });
    this.task = task;
    this.onChange();
    try {
      await task.result;
    } catch (error) {
      const failure = failureFrom(error, { action: 'save' });
      // Stopped: what has not been saved is still in the cloud.
      if (failure.code !== 'cancelled') {
        for (const object of objects) {
          if (!this.saved.has(object) && !failed.has(object)) failed.set(object, { object, failure });
        }
      }
    }
    this.failed = [...this.failed, ...failed.values()];
    this.task = undefined;
    this.onChange();
  }
}
