import { explainAlbum } from '../../../components/cos-save-button/explainAlbum';
import { percent } from '../../../format/percent';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import { type DownloadOptions, Failure, flows, type StoredObject, type Task } from '../../../index';

/** What takes a while: the object is fetched, and handed to WeChat. */
export type Doing = 'save' | 'open' | 'send' | 'share' | 'disk';

/** Plain data, so that it can go through setData. */
export interface WorkView {
  readonly label: string;
  readonly percent: number;
}

/** One at a time: of whichever object it is, it goes on while the person swipes to others. */
export class ObjectWork {
  private task: Task<void> | undefined;

  constructor(
    private readonly texts: ScreenMessages,
    /** Null when nothing runs. */
    private readonly show: (view: WorkView | null) => void,
  ) {}

  get isRunning(): boolean {
    return this.task !== undefined;
  }

  /** False when it was cancelled. Rejects with a `Failure`. */
  async run(doing: Doing, object: StoredObject): Promise<boolean> {
    const { saveButton, object: words } = this.texts;
    const label = doing === 'save' ? saveButton.saving : doing === 'open' ? words.opening : words.fetching;
    let shown = 0;
    this.show({ label: label(0), percent: 0 });
    const task = this.start(doing, object, {
      onProgress: ({ loaded, total }) => {
        const share = percent(loaded, total);
        if (share <= shown || this.task !== task) return;
        shown = share;
        this.show({ label: label(share), percent: share });
      },
    });
    this.task = task;
    try {
      await task.result;
      return true;
    } catch (error) {
      if (error instanceof Failure && error.code === 'cancelled') return false;
      throw error;
    } finally {
      this.task = undefined;
      this.show(null);
    }
  }

  cancel(): void {
    this.task?.cancel();
  }

  private start(doing: Doing, object: StoredObject, options: DownloadOptions): Task<void> {
    switch (doing) {
      case 'save':
        return flows.saveToAlbum(object, {
          ...options,
          beforeAlbumQuestion: () => explainAlbum(this.texts),
        });
      case 'open':
        return flows.openDocument(object, options);
      case 'send':
        return flows.sendToChat(object, options);
      case 'share':
        return flows.shareImage(object, options);
      case 'disk':
        return flows.saveToDisk(object, options);
    }
  }
}
