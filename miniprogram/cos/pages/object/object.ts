import { Failure } from '../../failures/Failure';
import { clockTime } from '../../format/calendar';
import { percent } from '../../format/percent';
import { shortenName } from '../../format/shortenName';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type Messages, messages } from '../../i18n/messages';
import { flows, type Progress, type StoredObject, type Task } from '../../index';
import { definePage } from '../definePage';
import { keyFromQuery } from '../objectPage';
import { type ObjectView, objectView } from './objectView';

/** What the button at the bottom is doing. */
interface Work {
  state: 'idle' | 'running' | 'done';
  label: string;
  percent: number;
  /** 0 to 1. */
  fraction: number;
}

interface ObjectData {
  labels: {
    loading: string;
    save: string;
    saved: string;
    open: string;
    cancel: string;
    copyLink: string;
    delete: string;
    noPreview: string;
    backToFiles: string;
  };
  /** null until it is found. */
  object: ObjectView | null;
  findFailure: FailureView | null;
  preview: string;
  previewLost: boolean;
  work: Work;
  link: string;
  deleting: boolean;
  /** Of what was tried last on this page. */
  failure: FailureView | null;
}

type TriedAction = 'save' | 'open' | 'link' | 'delete' | 'thumbnail';

interface ObjectFields {
  texts: Messages;
  /** Undefined when the page's address names none. */
  key: string | undefined;
  stored: StoredObject | undefined;
  task: Task<void> | undefined;
  failed: TriedAction | undefined;
  alive: boolean;
}

interface ObjectMethods {
  find(): Promise<void>;
  loadPreview(object: StoredObject): Promise<void>;
  previewIsLost(): void;
  showWhole(): void;
  save(): void;
  open(): void;
  run(
    action: 'save' | 'open',
    start: (onProgress: (progress: Progress) => void) => Task<void>,
  ): Promise<void>;
  progress(action: 'save' | 'open', progress: Progress): void;
  cancelWork(): void;
  copyLink(): Promise<void>;
  askDelete(): void;
  delete(): Promise<void>;
  failedTo(action: TriedAction, error: unknown): void;
  help(): void;
  closeFailure(): void;
  leave(): void;
}

/** Seconds. A temporary key lives half an hour as shipped, and no link outlives its key. */
const LINK_LIFETIME = 600;
/** Columns of Latin letters that the question before deleting gives to the name. */
const NAME_COLUMNS = 40;

const idle: Work = { state: 'idle', label: '', percent: 0, fraction: 0 };

definePage<ObjectData, ObjectMethods, ObjectFields>({
  data: {
    labels: {
      loading: '',
      save: '',
      saved: '',
      open: '',
      cancel: '',
      copyLink: '',
      delete: '',
      noPreview: '',
      backToFiles: '',
    },
    object: null,
    findFailure: null,
    preview: '',
    previewLost: false,
    work: idle,
    link: '',
    deleting: false,
    failure: null,
  },

  onLoad(query) {
    this.texts = messages();
    this.key = keyFromQuery(query);
    this.stored = undefined;
    this.task = undefined;
    this.failed = undefined;
    this.alive = true;
    const words = this.texts.object;
    wx.setNavigationBarTitle({ title: words.title });
    const { loading, save, saved, open, cancel, copyLink, delete: remove, noPreview, backToFiles } = words;
    this.setData({
      labels: { loading, save, saved, open, cancel, copyLink, delete: remove, noPreview, backToFiles },
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
      this.stored = object;
      this.setData({ object: objectView(object, this.texts) });
      await this.loadPreview(object);
    } catch (error) {
      if (this.alive) this.setData({ findFailure: failureView(error, 'find', this.texts) });
    }
  },

  async loadPreview(object) {
    if (object.kind !== 'image' && object.kind !== 'video') return;
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

  showWhole() {
    const { preview } = this.data;
    if (preview === '') return;
    wx.previewImage({
      urls: [preview],
      current: preview,
      fail: ({ errMsg }) => this.failedTo('thumbnail', new Error(errMsg)),
    });
  },

  save() {
    const object = this.stored;
    if (object !== undefined)
      void this.run('save', (onProgress) => flows.saveToAlbum(object, { onProgress }));
  },

  open() {
    const object = this.stored;
    if (object !== undefined)
      void this.run('open', (onProgress) => flows.openDocument(object, { onProgress }));
  },

  async run(action, start) {
    if (this.task !== undefined) return;
    const label = action === 'save' ? this.texts.object.saving(0) : this.texts.object.opening(0);
    this.setData({ failure: null, work: { state: 'running', label, percent: 0, fraction: 0 } });
    const task = start((progress) => this.progress(action, progress));
    this.task = task;
    try {
      await task.result;
      this.task = undefined;
      if (!this.alive) return;
      const done: Work = { state: 'done', label: this.texts.object.saved, percent: 100, fraction: 1 };
      this.setData({ work: action === 'save' ? done : idle });
    } catch (error) {
      this.task = undefined;
      if (!this.alive) return;
      this.setData({ work: idle });
      if (!(error instanceof Failure && error.code === 'cancelled')) this.failedTo(action, error);
    }
  },

  progress(action, { loaded, total }) {
    const share = percent(loaded, total);
    if (!this.alive || this.task === undefined || share <= this.data.work.percent) return;
    const words = this.texts.object;
    this.setData({
      'work.label': action === 'save' ? words.saving(share) : words.opening(share),
      'work.percent': share,
      'work.fraction': share / 100,
    });
  },

  cancelWork() {
    this.task?.cancel();
  },

  async copyLink() {
    if (this.stored === undefined) return;
    try {
      const { expiresAt } = await flows.copyLink(this.stored, { seconds: LINK_LIFETIME });
      if (this.alive)
        this.setData({ link: this.texts.object.linkUntil(clockTime(expiresAt)), failure: null });
    } catch (error) {
      if (this.alive) this.failedTo('link', error);
    }
  },

  askDelete() {
    if (this.stored === undefined || this.data.deleting) return;
    const words = this.texts.object;
    wx.showModal({
      title: words.deleteTitle,
      content: words.deleteQuestion(shortenName(this.stored.name, NAME_COLUMNS)),
      confirmText: words.deleteConfirm,
      confirmColor: '#D13438',
      cancelText: words.deleteCancel,
      success: ({ confirm }) => {
        if (confirm) void this.delete();
      },
      fail: ({ errMsg }) => this.failedTo('delete', new Error(errMsg)),
    });
  },

  async delete() {
    if (this.stored === undefined) return;
    this.setData({ deleting: true, failure: null });
    try {
      await flows.remove(this.stored);
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

  /** Settings open only from the tap itself: nothing may be awaited before. */
  help() {
    if (this.data.failure?.help === 'settings') {
      flows.openSettings().then(
        (allowed) => {
          if (allowed && this.alive) this.save();
        },
        (error: unknown) => {
          if (this.alive) this.failedTo('save', error);
        },
      );
      return;
    }
    const action = this.failed;
    this.closeFailure();
    if (action === 'save') this.save();
    if (action === 'open') this.open();
    if (action === 'link') void this.copyLink();
    if (action === 'delete') void this.delete();
    if (action === 'thumbnail' && this.stored !== undefined) {
      this.setData({ previewLost: false });
      void this.loadPreview(this.stored);
    }
  },

  closeFailure() {
    this.setData({ failure: null });
  },

  /** Opened directly there is no page to go back to. */
  leave() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.redirectTo({ url: '../gallery/gallery' });
  },
});
