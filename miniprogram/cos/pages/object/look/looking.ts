import type { ScreenMessages } from '../../../i18n/screenMessages';
import { type Action, Failure, flows, type StoredObject } from '../../../index';
import { neighbours } from '../../neighbours';
import { type ObjectView, objectView } from '../objectView';
import { previewSources } from './previewSources';
import type { Slides } from './Slides';

export interface LookingData {
  /** By slot of the swiper: the one that is shown, and those beside it; null beyond the ends of the list. */
  slides: readonly (ObjectView | null)[];
  /** Slot of the one that is shown. */
  current: number;
  /** URLs of a video that is shown, and of its cover. */
  film: string;
  poster: string;
  filmLost: boolean;
}

export interface LookingFields {
  /** Undefined until the object is found. */
  slides: Slides | undefined;
  /** Keys of files that were there when the list was loaded. */
  gone: Set<string>;
  /** Keys of pictures that could not be loaded. */
  lost: Set<string>;
}

export interface LookingMethods {
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
}

/** What of the page looking at files needs. */
interface ObjectPage extends LookingFields, LookingMethods {
  readonly data: LookingData;
  readonly texts: ScreenMessages;
  readonly alive: boolean;
  setData(change: object, drawn?: () => void): void;
  show(slides: Slides): void;
  isShown(object: StoredObject): boolean;
  failedTo(action: Action, error: unknown, again: () => void): void;
  openDetails(): Promise<void>;
}

/** The page's methods around what fills the screen: swiping from file to file, films, pictures. */
export const looking: LookingMethods & ThisType<ObjectPage> = {
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
      this.failedTo('thumbnail', error, () => void this.loadFilm());
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

  tellWhenGone() {
    const stored = this.slides?.object;
    if (stored === undefined || !this.gone.has(stored.key)) return;
    const attempt = { action: 'find', key: stored.key, name: stored.name } as const;
    const detail = 'its picture could not be loaded, and COS has no such object';
    const failure = new Failure({ code: 'object-missing', attempt, detail });
    this.failedTo('find', failure, () => void this.openDetails());
  },

  /** One that could not be loaded is tried again by its own component. */
  tapPicture() {
    if (!this.lost.has(this.slides?.object.key ?? '')) void this.preview();
  },

  /** WeChat's own previewer. It does not tell which one was looked at last: behind it, the page stays where it is. */
  async preview() {
    const stored = this.slides?.object;
    if (stored === undefined) return;
    const fail = (error: unknown) => {
      if (this.isShown(stored)) this.failedTo('thumbnail', error, () => void this.preview());
    };
    try {
      const { sources, current } = await previewSources(stored, neighbours.list?.objects() ?? []);
      if (!this.isShown(stored)) return;
      if (typeof wx.previewMedia === 'function') wx.previewMedia({ sources, current, fail });
      else {
        const pictures = sources.filter(({ type }) => type === 'image').map(({ url }) => url);
        wx.previewImage({ urls: pictures, current: sources[current]?.url ?? '', fail });
      }
    } catch (error) {
      fail(error);
    }
  },
};
