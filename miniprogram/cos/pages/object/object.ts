import { askToDelete } from '../../components/askToDelete';
import { nobodyWaits } from '../../components/nobodyWaits';
import { sayBriefly } from '../../components/sayBriefly';
import { clockTime } from '../../format/calendar';
import { shortenName } from '../../format/shortenName';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type Messages, messages } from '../../i18n/messages';
import { type Action, Failure, flows, type StoredObject } from '../../index';
import { definePage } from '../definePage';
import { keyFromQuery } from '../objectPage';
import { type Doing, ObjectWork, type WorkView } from './ObjectWork';
import { type FieldView, fieldViews, type ObjectView, objectView } from './objectView';

type Labels = Messages['object']['labels'] & { saveToAlbum: string };

interface ObjectData {
  labels: Labels | Record<string, never>;
  /** null until it is found. */
  object: ObjectView | null;
  findFailure: FailureView | null;
  /** The URL of a video. */
  film: string;
  filmLost: boolean;
  /** Bytes up to which a picture is shown as it is, where COS makes no smaller one: here it is alone. */
  largestOriginal: number;
  /** What runs. */
  work: WorkView | null;
  /** This object is in the album since the page was opened. */
  saved: boolean;
  /** What was done last, in a line. */
  note: string;
  deleting: boolean;
  /** In the sheet, when it is open. */
  fields: readonly FieldView[] | null;
  /** Of what was tried last on this page. */
  failure: FailureView | null;
}

/** What is tried again from the card. */
type Tried = Doing | 'link' | 'delete' | 'film' | 'details';

interface ObjectFields {
  texts: Messages;
  /** Undefined when the page's address names none. */
  key: string | undefined;
  work: ObjectWork;
  saved: Set<string>;
  failed: { tried: Tried; object: StoredObject } | undefined;
  alive: boolean;
}

interface ObjectMethods {
  find(): Promise<void>;
  show(object: StoredObject): void;
  loadFilm(): Promise<void>;
  filmIsLost(): void;
  save(): void;
  open(): void;
  run(doing: Doing, object: StoredObject | undefined): Promise<void>;
  cancelWork(): void;
  copyLink(): Promise<void>;
  openDetails(): Promise<void>;
  closeDetails(): void;
  askDelete(): Promise<void>;
  delete(): Promise<void>;
  failedTo(tried: Tried, error: unknown, object?: StoredObject): void;
  help(): void;
  again(): void;
  closeFailure(): void;
  leave(): void;
}

/** Seconds. A temporary key lives half an hour as shipped, and no link outlives its key. */
const LINK_LIFETIME = 600;
/** Columns of Latin letters that fit between the arrow and WeChat's capsule. */
const TITLE_COLUMNS = 20;

const actionOf: Record<Tried, Action> = {
  save: 'save',
  open: 'open',
  link: 'link',
  delete: 'delete',
  film: 'thumbnail',
  details: 'find',
};

definePage<ObjectData, ObjectMethods, ObjectFields>({
  data: {
    labels: {},
    object: null,
    findFailure: null,
    film: '',
    filmLost: false,
    largestOriginal: 20 * 1024 * 1024,
    work: null,
    saved: false,
    note: '',
    deleting: false,
    fields: null,
    failure: null,
  },

  onLoad(query) {
    this.texts = messages();
    this.key = keyFromQuery(query);
    this.saved = new Set();
    this.failed = undefined;
    this.alive = true;
    this.work = new ObjectWork(this.texts, (work) => {
      if (this.alive) this.setData({ work });
    });
    const { title, labels } = this.texts.object;
    wx.setNavigationBarTitle({ title, ...nobodyWaits });
    this.setData({ labels: { ...labels, saveToAlbum: this.texts.saveButton.save } });
    void this.find();
  },

  /** What still runs would end where nobody sees how. */
  onUnload() {
    this.alive = false;
    this.work.cancel();
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
      if (this.alive) this.show(object);
    } catch (error) {
      if (this.alive) this.setData({ findFailure: failureView(error, 'find', this.texts) });
    }
  },

  show(object) {
    wx.setNavigationBarTitle({ title: shortenName(object.name, TITLE_COLUMNS), ...nobodyWaits });
    this.setData({ object: objectView(object, this.texts), saved: this.saved.has(object.key), note: '' });
    void this.loadFilm();
  },

  async loadFilm() {
    const { object } = this.data;
    if (object?.kind !== 'video') return;
    try {
      const film = await flows.previewUrl(object.stored);
      if (this.alive) this.setData({ film, filmLost: false });
    } catch (error) {
      if (!this.alive) return;
      this.filmIsLost();
      this.failedTo('film', error);
    }
  },

  filmIsLost() {
    this.setData({ filmLost: true });
  },

  save() {
    void this.run('save', this.data.object?.stored);
  },

  open() {
    void this.run('open', this.data.object?.stored);
  },

  async run(doing, object) {
    if (object === undefined || this.work.isRunning) return;
    this.setData({ failure: null, note: '' });
    try {
      const isDone = await this.work.run(doing, object);
      if (!this.alive || !isDone || doing !== 'save') return;
      this.saved.add(object.key);
      const { saved } = this.texts.object.labels;
      this.setData({ note: saved, saved: object.key === this.data.object?.stored.key });
    } catch (error) {
      if (this.alive) this.failedTo(doing, error, object);
    }
  },

  cancelWork() {
    this.work.cancel();
  },

  async copyLink() {
    const { object } = this.data;
    if (object === null) return;
    try {
      const { expiresAt } = await flows.copyLink(object.stored, { seconds: LINK_LIFETIME });
      if (!this.alive) return;
      this.setData({ note: this.texts.object.linkUntil(clockTime(expiresAt)), failure: null });
    } catch (error) {
      if (this.alive) this.failedTo('link', error);
    }
  },

  async openDetails() {
    const { object } = this.data;
    if (object === null) return;
    const { stored } = object;
    const asked = stored.contentType !== undefined;
    this.setData({ fields: fieldViews(stored, asked, this.texts), failure: null });
    if (asked) return;
    const isShown = () =>
      this.alive && this.data.fields !== null && this.data.object?.stored.key === stored.key;
    try {
      const found = await flows.findObject(stored.key);
      if (isShown()) this.setData({ fields: fieldViews(found, true, this.texts) });
    } catch (error) {
      if (!isShown()) return;
      this.closeDetails();
      this.failedTo('details', error);
    }
  },

  closeDetails() {
    this.setData({ fields: null });
  },

  async askDelete() {
    const { object, deleting } = this.data;
    if (object === null || deleting) return;
    try {
      if (await askToDelete([object.stored.name], this.texts)) await this.delete();
    } catch (error) {
      this.failedTo('delete', error);
    }
  },

  async delete() {
    const { object } = this.data;
    if (object === null) return;
    this.setData({ deleting: true, failure: null });
    try {
      await flows.remove(object.stored);
      if (this.alive) this.leave();
    } catch (error) {
      if (!this.alive) return;
      this.setData({ deleting: false });
      this.failedTo('delete', error);
    }
  },

  failedTo(tried, error, failed) {
    const object = failed ?? this.data.object?.stored;
    this.failed = object && { tried, object };
    this.setData({ failure: failureView(error, actionOf[tried], this.texts), note: '' });
  },

  /** Settings open only from the tap itself: nothing may be awaited before. */
  help() {
    const { failure } = this.data;
    if (failure?.help !== 'settings') {
      this.again();
      return;
    }
    flows.openSettings().then(
      (allowed) => {
        // Unless it was tried again, done or closed meanwhile.
        if (allowed && this.data.failure === failure) this.again();
      },
      (error: unknown) => {
        if (this.alive) this.failedTo(this.failed?.tried ?? 'save', error, this.failed?.object);
      },
    );
  },

  again() {
    const { failed } = this;
    this.closeFailure();
    switch (failed?.tried) {
      case undefined:
        return;
      case 'save':
      case 'open':
        void this.run(failed.tried, failed.object);
        return;
      case 'link':
        void this.copyLink();
        return;
      case 'delete':
        void this.delete();
        return;
      case 'film':
        void this.loadFilm();
        return;
      case 'details':
        void this.openDetails();
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
