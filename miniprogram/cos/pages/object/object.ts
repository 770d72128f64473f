import { nobodyWaits } from '../../components/nobodyWaits';
import { tryAgain } from '../../components/tryAgain';
import { shortenName } from '../../format/shortenName';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { type Action, Failure, flows, type StoredObject } from '../../index';
import { definePage } from '../definePage';
import { neighbours } from '../neighbours';
import { keyFromQuery } from '../objectPage';
import { type ChangingData, type ChangingFields, type ChangingMethods, changing } from './change/changing';
import { type FetchingData, type FetchingFields, type FetchingMethods, fetching } from './fetch/fetching';
import { ObjectWork } from './fetch/ObjectWork';
import { type LookingData, type LookingFields, type LookingMethods, looking } from './look/looking';
import { Slides } from './look/Slides';
import { type FieldView, fieldViews, type ObjectView, objectView } from './objectView';

type Labels = ScreenMessages['object']['labels'] & { saveToAlbum: string };

interface ObjectData extends LookingData, FetchingData, ChangingData {
  labels: Labels | Record<string, never>;
  /** The one that is shown; null until it is found. */
  object: ObjectView | null;
  findFailure: FailureView | null;
  /** Bytes up to which a picture is shown as it is, where COS makes no smaller one: here it is alone. */
  largestOriginal: number;
  /** What was done last, in a line. */
  note: string;
  /** The sheet of links is open. */
  linking: boolean;
  /** In the sheet, when it is open. */
  fields: readonly FieldView[] | null;
  canSaveToDisk: boolean;
  canRename: boolean;
  /** Of what was tried last on this page. */
  failure: FailureView | null;
}

interface ObjectFields extends LookingFields, FetchingFields, ChangingFields {
  texts: ScreenMessages;
  /** Undefined when the page's address names none. */
  key: string | undefined;
  /** What the card is about, and how it is tried again. */
  failed: { action: Action; again(): void } | undefined;
  alive: boolean;
}

interface ObjectMethods extends LookingMethods, FetchingMethods, ChangingMethods {
  find(): Promise<void>;
  show(slides: Slides): void;
  openLink(): void;
  closeLink(): void;
  openDetails(): Promise<void>;
  closeDetails(): void;
  isShown(object: StoredObject): boolean;
  failedTo(action: Action, error: unknown, again: () => void): void;
  help(): void;
  closeFailure(): void;
}

/** Columns of Latin letters that fit between the arrow and WeChat's capsule. */
const TITLE_COLUMNS = 20;

definePage<ObjectData, ObjectMethods, ObjectFields>({
  data: {
    labels: {},
    object: null,
    slides: [null],
    current: 0,
    findFailure: null,
    film: '',
    poster: '',
    filmLost: false,
    largestOriginal: 20 * 1024 * 1024,
    work: null,
    saved: false,
    note: '',
    readyToSend: false,
    canSaveToDisk: false,
    canRename: false,
    deleting: false,
    linking: false,
    fields: null,
    failure: null,
  },

  onLoad(query) {
    this.texts = screenMessages();
    this.key = keyFromQuery(query);
    this.slides = undefined;
    this.saved = new Set();
    this.gone = new Set();
    this.lost = new Set();
    this.failed = undefined;
    this.renaming = false;
    this.alive = true;
    this.work = new ObjectWork(this.texts, (work) => {
      if (this.alive) this.setData({ work });
    });
    const { title, labels } = this.texts.object;
    wx.setNavigationBarTitle({ title, ...nobodyWaits });
    this.setData({ labels: { ...labels, saveToAlbum: this.texts.saveButton.save } });
    const { list } = neighbours;
    const known = list?.objects().find(({ key }) => key === this.key);
    if (known === undefined) void this.find();
    else this.show(new Slides(known, list));
  },

  /** The list may be another one since. */
  onShow() {
    this.slides?.fit();
    this.showSlides();
  },

  /** What still runs would end where nobody sees how. */
  onUnload() {
    this.alive = false;
    this.work.cancel();
  },

  /** Opened by its address: no list has it. */
  async find() {
    if (this.data.findFailure !== null) this.setData({ findFailure: null });
    try {
      const { key } = this;
      if (key === undefined) {
        const detail = 'the query of the page has no key, or one that is no percent-encoded UTF-8';
        throw new Failure({ code: 'address-broken', attempt: { action: 'find' }, detail });
      }
      const object = await flows.findObject(key);
      if (this.alive) this.show(new Slides(object, undefined));
    } catch (error) {
      if (this.alive) this.setData({ findFailure: failureView(error, 'find', this.texts) });
    }
  },

  show(slides) {
    this.slides = slides;
    const { object } = slides;
    neighbours.lastSeen = object.key;
    const view = objectView(object, this.texts);
    wx.setNavigationBarTitle({ title: shortenName(view.title, TITLE_COLUMNS), ...nobodyWaits });
    this.setData({
      object: view,
      current: slides.current,
      film: '',
      poster: '',
      filmLost: false,
      saved: this.saved.has(object.key),
      note: '',
      readyToSend: false,
      failure: null,
    });
    this.showSlides();
    this.tellWhenGone();
    void this.loadFilm();
    void this.loadMore();
  },

  openLink() {
    this.setData({ linking: this.slides !== undefined, failure: null, note: '' });
  },

  closeLink() {
    this.setData({ linking: false });
  },

  async openDetails() {
    const stored = this.slides?.object;
    if (stored === undefined) return;
    const asked = stored.contentType !== undefined;
    this.setData({
      fields: fieldViews(stored, asked, this.texts),
      canSaveToDisk: flows.canSaveToDisk(),
      canRename: flows.canRename(stored),
      failure: null,
    });
    if (asked) return;
    const isOpen = () => this.data.fields !== null && this.isShown(stored);
    try {
      const found = await flows.findObject(stored.key);
      if (isOpen()) this.setData({ fields: fieldViews(found, true, this.texts) });
    } catch (error) {
      if (!isOpen()) return;
      this.closeDetails();
      this.failedTo('find', error, () => void this.openDetails());
    }
  },

  closeDetails() {
    this.setData({ fields: null });
  },

  isShown(object) {
    return this.alive && this.slides?.object.key === object.key;
  },

  /** Once the person has left, nobody sees it. */
  failedTo(action, error, again) {
    if (!this.alive) return;
    this.failed = { action, again };
    this.setData({ failure: failureView(error, action, this.texts), note: '' });
  },

  help() {
    const { failed } = this;
    const { failure } = this.data;
    if (failed === undefined || failure === null) return;
    const again = () => {
      // Settings take their time: unless it was tried again, done or closed meanwhile.
      if (this.data.failure !== failure) return;
      this.closeFailure();
      failed.again();
    };
    tryAgain(failure.help, again, (error) => this.failedTo(failed.action, error, failed.again));
  },

  closeFailure() {
    this.setData({ failure: null });
  },

  ...looking,
  ...fetching,
  ...changing,
});
