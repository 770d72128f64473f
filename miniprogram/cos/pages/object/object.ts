import { askName } from '../../components/askName';
import { askToDelete } from '../../components/askToDelete';
import { nobodyWaits } from '../../components/nobodyWaits';
import { sayBriefly } from '../../components/sayBriefly';
import { shortenName } from '../../format/shortenName';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { type Action, Failure, flows, type StoredObject } from '../../index';
import { definePage } from '../definePage';
import { deletions } from '../deletions';
import { neighbours } from '../neighbours';
import { keyFromQuery } from '../objectPage';
import { type Doing, ObjectWork, type WorkView } from './ObjectWork';
import { type FieldView, fieldViews, type ObjectView, objectView } from './objectView';
import { previewSources } from './previewSources';
import { Slides } from './Slides';

type Labels = ScreenMessages['object']['labels'] & { saveToAlbum: string };

interface ObjectData {
  labels: Labels | Record<string, never>;
  /** The one that is shown; null until it is found. */
  object: ObjectView | null;
  /** By slot of the swiper: it, and those beside it; null beyond the ends of the list. */
  slides: readonly (ObjectView | null)[];
  /** Slot of the one that is shown. */
  current: number;
  findFailure: FailureView | null;
  /** URLs of a video that is shown, and of its cover. */
  film: string;
  poster: string;
  filmLost: boolean;
  /** Bytes up to which a picture is shown as it is, where COS makes no smaller one: here it is alone. */
  largestOriginal: number;
  /** What runs. */
  work: WorkView | null;
  /** This object is in the album since the page was opened. */
  saved: boolean;
  /** What was done last, in a line. */
  note: string;
  /** It was fetched to be sent, for which WeChat wants another tap. */
  readyToSend: boolean;
  canSaveToDisk: boolean;
  canRename: boolean;
  deleting: boolean;
  /** The sheet of links is open. */
  linking: boolean;
  /** In the sheet, when it is open. */
  fields: readonly FieldView[] | null;
  /** Of what was tried last on this page. */
  failure: FailureView | null;
}

/** What is tried again from the card. */
type Tried = Doing | 'rename' | 'delete' | 'film' | 'preview' | 'details';

interface ObjectFields {
  texts: ScreenMessages;
  /** Undefined when the page's address names none. */
  key: string | undefined;
  slides: Slides | undefined;
  work: ObjectWork;
  saved: Set<string>;
  /** Keys of files that were there when the list was loaded. */
  gone: Set<string>;
  /** Keys of pictures that could not be loaded. */
  lost: Set<string>;
  failed: { tried: Tried; object: StoredObject } | undefined;
  /** The name that was asked for last. */
  wanted: string;
  renaming: boolean;
  alive: boolean;
}

interface ObjectMethods {
  find(): Promise<void>;
  show(slides: Slides): void;
  showSlides(): void;
  swiped(event: WechatMiniprogram.SwiperChange): void;
  rested(event: WechatMiniprogram.SwiperAnimationFinish): void;
  loadMore(): Promise<void>;
  loadFilm(): Promise<void>;
  filmFailed(): Promise<void>;
  pictureFailed(event: WechatMiniprogram.CustomEvent<{ code: string }>): void;
  pictureLoaded(event: WechatMiniprogram.CustomEvent): void;
  tellWhenGone(): void;
  tapPicture(): void;
  preview(): Promise<void>;
  save(): void;
  open(): void;
  send(): void;
  share(): void;
  saveToDisk(): void;
  run(doing: Doing, object: StoredObject | undefined): Promise<void>;
  cancelWork(): void;
  openLink(): void;
  closeLink(): void;
  openDetails(): Promise<void>;
  closeDetails(): void;
  askRename(): Promise<void>;
  rename(object: StoredObject, name: string): Promise<void>;
  askDelete(): Promise<void>;
  delete(object: StoredObject): Promise<void>;
  isShown(object: StoredObject): boolean;
  failedTo(tried: Tried, error: unknown, object: StoredObject): void;
  help(): void;
  again(): void;
  closeFailure(): void;
  leave(): void;
}

/** Columns of Latin letters that fit between the arrow and WeChat's capsule. */
const TITLE_COLUMNS = 20;

const actionOf: Record<Tried, Action> = {
  save: 'save',
  open: 'open',
  send: 'send',
  share: 'send',
  disk: 'save',
  rename: 'rename',
  delete: 'delete',
  film: 'thumbnail',
  preview: 'thumbnail',
  details: 'find',
};

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
    this.wanted = '';
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

  /** Of three slots that which went out of sight, mostly. */
  showSlides() {
    if (this.slides === undefined) return;
    const shown = this.data.slides;
    const { all } = this.slides;
    const views = all.map((object, slot) => {
      const before = shown[slot];
      if (object === undefined) return null;
      const isSame = before?.stored.key === object.key && before.stored.etag === object.etag;
      return isSame ? before : objectView(object, this.texts);
    });
    const changes = views.flatMap((view, slot) =>
      view === shown[slot] ? [] : [[`slides[${slot}]`, view] as const],
    );
    if (views.length < shown.length) this.setData({ slides: views });
    else if (changes.length > 0) this.setData(Object.fromEntries(changes));
  },

  swiped({ detail: { current } }) {
    if (current !== this.slides?.current && this.slides?.moveTo(current)) this.show(this.slides);
  },

  /**
   * Beyond the end of the list: back. In two steps: WeChat does nothing about a value that it was given before, wherever the
   * person has swiped since.
   */
  rested({ detail: { current } }) {
    if (this.slides === undefined || current === this.slides.current) return;
    this.setData({ current }, () => this.setData({ current: this.slides?.current ?? 0 }));
  },

  async loadMore() {
    if (!this.slides?.isNearEnd) return;
    await neighbours.list?.more();
    if (!this.alive) return;
    this.slides.fit();
    this.showSlides();
  },

  async loadFilm() {
    const stored = this.slides?.object;
    if (stored?.kind !== 'video') return;
    try {
      const [film, poster] = await Promise.all([
        flows.previewUrl(stored),
        // A film without its cover is one all the same.
        stored.cover ? flows.coverUrl(stored).catch(() => '') : '',
      ]);
      if (this.isShown(stored)) this.setData({ film, poster, filmLost: false });
    } catch (error) {
      if (!this.isShown(stored)) return;
      this.setData({ filmLost: true });
      this.failedTo('film', error, stored);
    }
  },

  /** Its URL may have run out while the page lay open. */
  async filmFailed() {
    const { film } = this.data;
    await this.loadFilm();
    if (this.data.film === film) this.setData({ filmLost: true });
  },

  /** cos-image says so itself, and tries again when it is tapped. Of an object that is gone there is more to say. */
  pictureFailed({ detail: { code }, currentTarget }) {
    const key = String(currentTarget.dataset.key);
    this.lost.add(key);
    if (code !== 'object-missing') return;
    this.gone.add(key);
    this.tellWhenGone();
  },

  pictureLoaded({ currentTarget }) {
    this.lost.delete(String(currentTarget.dataset.key));
  },

  /** One that could not be loaded is tried again by its own component. */
  tapPicture() {
    if (!this.lost.has(this.slides?.object.key ?? '')) void this.preview();
  },

  tellWhenGone() {
    const stored = this.slides?.object;
    if (stored === undefined || !this.gone.has(stored.key)) return;
    const attempt = { action: 'find', key: stored.key, name: stored.name } as const;
    const detail = 'its picture could not be loaded, and COS has no such object';
    this.failedTo('details', new Failure({ code: 'object-missing', attempt, detail }), stored);
  },

  /** WeChat's own previewer. It does not tell which one was looked at last: behind it, the page stays where it is. */
  async preview() {
    const stored = this.slides?.object;
    if (stored === undefined) return;
    try {
      const { sources, current } = await previewSources(stored, neighbours.list?.objects() ?? []);
      if (!this.isShown(stored)) return;
      const fail = (error: unknown) => this.failedTo('preview', error, stored);
      if (typeof wx.previewMedia === 'function') wx.previewMedia({ sources, current, fail });
      else {
        const pictures = sources.filter(({ type }) => type === 'image').map(({ url }) => url);
        wx.previewImage({ urls: pictures, current: sources[current]?.url ?? '', fail });
      }
    } catch (error) {
      if (this.isShown(stored)) this.failedTo('preview', error, stored);
    }
  },

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
      if (!this.alive) return;
      const isReady = doing === 'send' && error instanceof Failure && error.code === 'tap-needed';
      if (isReady && this.isShown(object)) this.setData({ readyToSend: true });
      else this.failedTo(doing, error, object);
    }
  },

  cancelWork() {
    this.work.cancel();
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
      this.failedTo('details', error, stored);
    }
  },

  closeDetails() {
    this.setData({ fields: null });
  },

  async askRename() {
    const stored = this.slides?.object;
    if (stored === undefined || this.renaming) return;
    this.closeDetails();
    const { name, extension } = stored;
    try {
      const wanted = await askName(
        extension === '' ? name : name.slice(0, -extension.length - 1),
        this.texts,
      );
      if (wanted !== undefined) await this.rename(stored, wanted);
    } catch (error) {
      if (this.alive) this.failedTo('rename', error, stored);
    }
  },

  /** Of whichever object it is, it goes on while the person swipes to others. */
  async rename(object, name) {
    if (this.renaming) return;
    this.renaming = true;
    this.wanted = name;
    const { renaming: note, renamed: done } = this.texts.object;
    this.setData({ note, failure: null });
    try {
      const renamed = await flows.rename(object, name);
      neighbours.list?.replace(object, renamed);
      if (!this.alive || this.slides === undefined) return;
      const wasShown = this.isShown(object);
      this.slides.replace(object, renamed);
      if (this.saved.has(object.key)) this.saved.add(renamed.key);
      if (wasShown) this.show(this.slides);
      else this.showSlides();
      this.setData({ note: done });
    } catch (error) {
      if (this.alive) this.failedTo('rename', error, object);
    } finally {
      this.renaming = false;
    }
  },

  async askDelete() {
    const stored = this.slides?.object;
    if (stored === undefined || this.data.deleting) return;
    try {
      if (await askToDelete([stored.name], this.texts)) await this.delete(stored);
    } catch (error) {
      this.failedTo('delete', error, stored);
    }
  },

  async delete(object) {
    if (comesFromGallery()) {
      // The gallery offers to have it back for a while. On any other page nobody could.
      const fail = () => sayBriefly(this.texts.notOpened);
      wx.navigateBack({ success: () => deletions.add([object]), fail });
      return;
    }
    this.setData({ deleting: true, failure: null });
    try {
      await flows.remove(object);
      if (this.alive) this.leave();
    } catch (error) {
      if (!this.alive) return;
      this.setData({ deleting: false });
      this.failedTo('delete', error, object);
    }
  },

  isShown(object) {
    return this.alive && this.slides?.object.key === object.key;
  },

  failedTo(tried, error, object) {
    this.failed = { tried, object };
    this.setData({ failure: failureView(error, actionOf[tried], this.texts), note: '' });
  },

  /** Settings open only from the tap itself: nothing may be awaited before. */
  help() {
    const { failed } = this;
    const { failure } = this.data;
    if (failed === undefined || failure?.help !== 'settings') {
      this.again();
      return;
    }
    flows.openSettings().then(
      (allowed) => {
        // Unless it was tried again, done or closed meanwhile.
        if (allowed && this.data.failure === failure) this.again();
      },
      (error: unknown) => {
        if (this.alive) this.failedTo(failed.tried, error, failed.object);
      },
    );
  },

  again() {
    const { failed } = this;
    this.closeFailure();
    if (failed === undefined) return;
    switch (failed.tried) {
      case 'rename':
        void this.rename(failed.object, this.wanted);
        return;
      case 'delete':
        void this.delete(failed.object);
        return;
      case 'film':
        void this.loadFilm();
        return;
      case 'preview':
        void this.preview();
        return;
      case 'details':
        void this.openDetails();
        return;
      default:
        void this.run(failed.tried, failed.object);
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

function comesFromGallery(): boolean {
  const pages = getCurrentPages();
  return (
    neighbours.list !== undefined && /pages\/gallery\/gallery$/.test(pages[pages.length - 2]?.route ?? '')
  );
}
