import { askToDelete } from '../../components/askToDelete';
import { nobodyWaits } from '../../components/nobodyWaits';
import { sayBriefly } from '../../components/sayBriefly';
import { clockTime } from '../../format/calendar';
import { percent } from '../../format/percent';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type Messages, messages } from '../../i18n/messages';
import { Failure, flows, type Progress, type StoredObject, type Task } from '../../index';
import { definePage } from '../definePage';
import { keyFromQuery } from '../objectPage';
import { type ObjectView, objectView } from './objectView';

/** Opening a document. */
interface Work {
  state: 'idle' | 'running';
  label: string;
  percent: number;
  /** 0 to 1. */
  fraction: number;
}

interface ObjectData {
  labels: {
    loading: string;
    open: string;
    cancel: string;
    copyLink: string;
    delete: string;
    noPreview: string;
    backToFiles: string;
  };
  /** null until it is found. */
  object: ObjectView | null;
  /** The same, for components. */
  stored: StoredObject | null;
  findFailure: FailureView | null;
  /** The URL of a video. */
  preview: string;
  previewLost: boolean;
  /** Bytes up to which a picture is shown as it is, where COS makes no smaller one: here it is alone. */
  largestOriginal: number;
  work: Work;
  link: string;
  deleting: boolean;
  /** Of what was tried last on this page. */
  failure: FailureView | null;
}

type TriedAction = 'open' | 'link' | 'delete' | 'thumbnail';

interface ObjectFields {
  texts: Messages;
  /** Undefined when the page's address names none. */
  key: string | undefined;
  task: Task<void> | undefined;
  failed: TriedAction | undefined;
  alive: boolean;
}

interface ObjectMethods {
  find(): Promise<void>;
  loadPreview(object: StoredObject): Promise<void>;
  previewIsLost(): void;
  open(): Promise<void>;
  progress(progress: Progress): void;
  cancelWork(): void;
  copyLink(): Promise<void>;
  askDelete(): Promise<void>;
  delete(): Promise<void>;
  failedTo(action: TriedAction, error: unknown): void;
  help(): void;
  closeFailure(): void;
  leave(): void;
}

/** Seconds. A temporary key lives half an hour as shipped, and no link outlives its key. */
const LINK_LIFETIME = 600;

const idle: Work = { state: 'idle', label: '', percent: 0, fraction: 0 };

definePage<ObjectData, ObjectMethods, ObjectFields>({
  data: {
    labels: {
      loading: '',
      open: '',
      cancel: '',
      copyLink: '',
      delete: '',
      noPreview: '',
      backToFiles: '',
    },
    object: null,
    stored: null,
    findFailure: null,
    preview: '',
    previewLost: false,
    largestOriginal: 20 * 1024 * 1024,
    work: idle,
    link: '',
    deleting: false,
    failure: null,
  },

  onLoad(query) {
    this.texts = messages();
    this.key = keyFromQuery(query);
    this.task = undefined;
    this.failed = undefined;
    this.alive = true;
    const words = this.texts.object;
    wx.setNavigationBarTitle({ title: words.title, ...nobodyWaits });
    const { loading, open, cancel, copyLink, delete: remove, noPreview, backToFiles } = words;
    this.setData({
      labels: { loading, open, cancel, copyLink, delete: remove, noPreview, backToFiles },
      link: words.linkLife(this.texts.duration(LINK_LIFETIME)),
    });
    void this.find();
  },

  /** What still runs would end where nobody sees how. */
  onUnload() {
    this.alive = false;
    this.task?.cancel();
  },

  async find() {
    if (this.data.findFailure !== null) this.setData({ findFailure: null });
    try {
      const { key } = this;
      if (key === undefined) {
        const detail = 'the query of the page has no key, or one that is no percent-encoded UTF-8';
        throw new Failure({ code: 'address-broken', attempt: { action: 'find' }, detail });
      }
      const object = await flows.findObject(key);
      if (!this.alive) return;
      this.setData({ object: objectView(object, this.texts), stored: object });
      await this.loadPreview(object);
    } catch (error) {
      if (this.alive) this.setData({ findFailure: failureView(error, 'find', this.texts) });
    }
  },

  async loadPreview(object) {
    if (object.kind !== 'video') return;
    try {
      const preview = await flows.previewUrl(object);
      if (this.alive) this.setData({ preview });
    } catch (error) {
      if (!this.alive) return;
      this.previewIsLost();
      this.failedTo('thumbnail', error);
    }
  },

  previewIsLost() {
    this.setData({ previewLost: true });
  },

  async open() {
    const { stored } = this.data;
    if (stored === null || this.task !== undefined) return;
    const label = this.texts.object.opening(0);
    this.setData({ failure: null, work: { state: 'running', label, percent: 0, fraction: 0 } });
    const task = flows.openDocument(stored, { onProgress: (progress) => this.progress(progress) });
    this.task = task;
    try {
      await task.result;
      this.task = undefined;
      if (this.alive) this.setData({ work: idle });
    } catch (error) {
      this.task = undefined;
      if (!this.alive) return;
      this.setData({ work: idle });
      if (!(error instanceof Failure && error.code === 'cancelled')) this.failedTo('open', error);
    }
  },

  progress({ loaded, total }) {
    const share = percent(loaded, total);
    if (!this.alive || this.task === undefined || share <= this.data.work.percent) return;
    this.setData({
      'work.label': this.texts.object.opening(share),
      'work.percent': share,
      'work.fraction': share / 100,
    });
  },

  cancelWork() {
    this.task?.cancel();
  },

  async copyLink() {
    if (this.data.stored === null) return;
    try {
      const { expiresAt } = await flows.copyLink(this.data.stored, { seconds: LINK_LIFETIME });
      if (this.alive)
        this.setData({ link: this.texts.object.linkUntil(clockTime(expiresAt)), failure: null });
    } catch (error) {
      if (this.alive) this.failedTo('link', error);
    }
  },

  async askDelete() {
    const { stored, deleting } = this.data;
    if (stored === null || deleting) return;
    try {
      if (await askToDelete(stored.name, this.texts)) await this.delete();
    } catch (error) {
      this.failedTo('delete', error);
    }
  },

  async delete() {
    if (this.data.stored === null) return;
    this.setData({ deleting: true, failure: null });
    try {
      await flows.remove(this.data.stored);
      if (this.alive) this.leave();
    } catch (error) {
      if (!this.alive) return;
      this.setData({ deleting: false });
      this.failedTo('delete', error);
    }
  },

  failedTo(action, error) {
    this.failed = action;
    this.setData({ failure: failureView(error, action, this.texts) });
  },

  help() {
    const action = this.failed;
    this.closeFailure();
    if (action === 'open') void this.open();
    if (action === 'link') void this.copyLink();
    if (action === 'delete') void this.delete();
    if (action === 'thumbnail' && this.data.stored !== null) {
      this.setData({ previewLost: false });
      void this.loadPreview(this.data.stored);
    }
  },

  closeFailure() {
    this.setData({ failure: null });
  },

  /** Opened directly there is no page to go back to. */
  leave() {
    const fail = () => {
      this.setData({ deleting: false });
      sayBriefly(this.texts.notOpened);
    };
    if (getCurrentPages().length > 1) wx.navigateBack({ fail });
    else wx.redirectTo({ url: '../gallery/gallery', fail });
  },
});
