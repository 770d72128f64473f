import type { ScreenMessages } from '../../../i18n/screenMessages';
import { type Action, Failure, type StoredObject } from '../../../index';
import type { Slides } from '../look/Slides';
import type { Doing, ObjectWork, WorkView } from './ObjectWork';

export interface FetchingData {
  /** What runs. */
  work: WorkView | null;
  /** This object is in the album since the page was opened. */
  saved: boolean;
  /** It was fetched to be sent, for which WeChat wants another tap. */
  readyToSend: boolean;
}

export interface FetchingFields {
  work: ObjectWork;
  /** Keys of what is in the album since the page was opened. */
  saved: Set<string>;
}

export interface FetchingMethods {
  save(): void;
  open(): void;
  send(): void;
  share(): void;
  saveToDisk(): void;
  run(doing: Doing, object: StoredObject | undefined): Promise<void>;
  cancelWork(): void;
}

/** What of the page fetching needs. */
interface ObjectPage extends FetchingFields, FetchingMethods {
  readonly data: FetchingData;
  readonly texts: ScreenMessages;
  readonly slides: Slides | undefined;
  readonly alive: boolean;
  setData(change: object): void;
  isShown(object: StoredObject): boolean;
  failedTo(action: Action, error: unknown, again: () => void): void;
  closeDetails(): void;
}

const actionOf: Record<Doing, Action> = {
  save: 'save',
  open: 'open',
  send: 'send',
  share: 'send',
  disk: 'save',
};

/** The page's methods that fetch the file and hand it to WeChat. */
export const fetching: FetchingMethods & ThisType<ObjectPage> = {
  save() {
    void this.run('save', this.slides?.object);
  },

  open() {
    void this.run('open', this.slides?.object);
  },

  send() {
    void this.run('send', this.slides?.object);
  },

  share() {
    this.closeDetails();
    void this.run('share', this.slides?.object);
  },

  saveToDisk() {
    this.closeDetails();
    void this.run('disk', this.slides?.object);
  },

  async run(doing, object) {
    if (object === undefined || this.work.isRunning) return;
    this.setData({ failure: null, note: '', readyToSend: false });
    try {
      const isDone = await this.work.run(doing, object);
      if (!this.alive || !isDone || doing !== 'save') return;
      this.saved.add(object.key);
      this.setData({ note: this.texts.object.labels.saved, saved: this.isShown(object) || this.data.saved });
    } catch (error) {
      const isReady = doing === 'send' && error instanceof Failure && error.code === 'tap-needed';
      if (isReady && this.isShown(object)) this.setData({ readyToSend: true });
      else this.failedTo(actionOf[doing], error, () => void this.run(doing, object));
    }
  },

  cancelWork() {
    this.work.cancel();
  },
};
