import { descriptionOf } from '../../i18n/describeFailure';
import { failureView } from '../../i18n/failureView';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { Failure, flows, type StoredObject } from '../../index';
import { askLine } from '../askLine';
import { defineComponent } from '../defineComponent';
import { sayBriefly } from '../sayBriefly';
import { windowInfo } from '../windowInfo';
import { PictureUrls } from './PictureUrls';
import { previewUrls } from './previewUrls';

type ObjectOrKey = StoredObject | string;

interface Properties {
  objectKey: string;
  object: StoredObject | null;
  mode: string;
  lazyLoad: boolean;
  label: string;
  preview: boolean;
  siblings: readonly ObjectOrKey[];
  saveByLongpress: boolean;
  largestOriginal: number;
}

interface Data {
  labels: { failed: string };
  state: 'loading' | 'shown' | 'failed';
  /** '' while there is none. */
  url: string;
  isVideo: boolean;
  /** Too small for words. */
  isSmall: boolean;
  name: string;
  found: StoredObject | null;
  isSaving: boolean;
}

interface Fields {
  texts: ScreenMessages;
  /** In physical pixels, as soon as it is measured. */
  edge: Promise<number>;
  setEdge: (edge: number) => void;
  /** Which object the properties name. */
  named: string;
  /** What is tried now. What comes of anything else comes too late. */
  search: object;
  urls: PictureUrls | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Methods {
  start(): void;
  find(what: ObjectOrKey): Promise<void>;
  tryNext(search: object): Promise<void>;
  lookAgain(): Promise<void>;
  loaded(event: WechatMiniprogram.ImageLoad): void;
  lost(): void;
  fail(error: unknown): void;
  tap(): void;
  showWhole(found: StoredObject): Promise<void>;
  hold(): void;
  saved(event: WechatMiniprogram.CustomEvent): void;
  closeSheet(): void;
}

/** px: below it no words fit. */
const ROOM_FOR_WORDS = 110;
/** COS: the largest that a thumbnail can be. */
const LARGEST_EDGE = 9999;
/** Milliseconds that "Saved" is shown for. */
const SAVED_SHOWN = 1500;

/** See README.md. */
defineComponent<Properties, Data, Methods, Fields>({
  externalClasses: ['image-class', 'placeholder-class'],

  properties: {
    objectKey: { type: String, value: '' },
    object: { type: Object, value: null },
    mode: { type: String, value: 'aspectFill' },
    lazyLoad: { type: Boolean, value: false },
    label: { type: String, value: '' },
    preview: { type: Boolean, value: true },
    siblings: { type: Array, value: [] },
    saveByLongpress: { type: Boolean, value: false },
    largestOriginal: { type: Number, value: 1024 * 1024 },
  },

  data: {
    labels: { failed: '' },
    state: 'loading',
    url: '',
    isVideo: false,
    isSmall: false,
    name: '',
    found: null,
    isSaving: false,
  },

  lifetimes: {
    created() {
      this.named = '';
      this.search = {};
      this.edge = new Promise((resolve) => {
        this.setEdge = resolve;
      });
    },

    attached() {
      this.texts = screenMessages();
      this.setData({ labels: { failed: this.texts.image.failed } });
      if (this.named !== '') void this.find(this.data.object ?? this.data.objectKey);
    },

    ready() {
      this.createSelectorQuery()
        .select('.frame')
        .boundingClientRect((box) => {
          const { windowWidth, pixelRatio } = windowInfo();
          const { width = 0, height = 0 } = box ?? {};
          // Hidden as yet it has no size: then as wide as the screen.
          const longer = Math.max(width, this.data.mode === 'widthFix' ? 0 : height) || windowWidth;
          this.setEdge(Math.min(LARGEST_EDGE, Math.ceil(longer * pixelRatio)));
          if (width > 0 && width < ROOM_FOR_WORDS) this.setData({ isSmall: true });
        })
        .exec();
    },

    detached() {
      this.search = {};
      if (this.timer !== undefined) clearTimeout(this.timer);
    },
  },

  pageLifetimes: {
    show() {
      void this.lookAgain();
    },
  },

  observers: {
    /** WeChat calls this for the same one as well. */
    'objectKey, object'() {
      const { object, objectKey } = this.data;
      const named = object ? `${object.key} ${object.etag}` : (objectKey ?? '');
      if (named === this.named) return;
      this.named = named;
      if (this.texts !== undefined) this.start();
    },
  },

  methods: {
    start() {
      this.search = {};
      // What is heard of it from now on is of a picture that is no more here.
      this.urls = undefined;
      this.setData({ state: 'loading', url: '', isVideo: false, name: '', found: null, isSaving: false });
      if (this.named !== '') void this.find(this.data.object ?? this.data.objectKey);
    },

    async find(what) {
      const search = {};
      this.search = search;
      try {
        const found = typeof what === 'string' ? await flows.findObject(what) : what;
        const edge = await this.edge;
        if (this.search !== search) return;
        const isVideo = found.kind === 'video';
        this.setData({ found, isVideo, name: this.texts.gallery.tile(found.kind, found.name) });
        this.urls = new PictureUrls(found, { edge, largestOriginal: this.data.largestOriginal });
        await this.tryNext(search);
      } catch (error) {
        if (this.search === search) this.fail(error);
      }
    },

    async tryNext(search) {
      if (this.urls === undefined) return;
      const { object } = this.urls;
      const url = await this.urls.next();
      if (url === undefined && object.kind === 'video') {
        // The play mark, which a tap plays it by.
        if (this.search === search) this.setData({ state: 'shown', url: '' });
        return;
      }
      if (url === undefined) {
        // Tells what is wrong with it, if COS knows.
        await flows.findObject(object.key);
        const attempt = { action: 'thumbnail', key: object.key, name: object.name } as const;
        const detail = `<image> loads neither the smaller picture nor the file of ${object.size} bytes`;
        throw new Failure({ code: 'image-not-loaded', attempt, detail });
      }
      if (this.search === search) this.setData({ url });
    },

    /** What is under a key may be another object by now. What the page gives as an object, it gives anew. */
    async lookAgain() {
      const { object, objectKey, state, found } = this.data;
      const { search } = this;
      if (state === 'failed') this.start();
      if (state !== 'shown' || object) return;
      // Without an answer, what is shown stays.
      const now = await flows.findObject(objectKey).catch(() => undefined);
      if (now !== undefined && now.etag !== found?.etag && this.search === search) await this.find(now);
    },

    loaded({ detail: { width, height } }) {
      if (this.urls === undefined) return;
      this.setData({ state: 'shown' });
      this.urls.arrive();
      this.triggerEvent('load', { width, height });
    },

    lost() {
      const { search } = this;
      this.tryNext(search).catch((error: unknown) => {
        if (this.search === search) this.fail(error);
      });
    },

    fail(error) {
      this.setData({ state: 'failed', url: '' });
      this.triggerEvent('error', descriptionOf(failureView(error, 'thumbnail', this.texts)));
    },

    tap() {
      const { state, preview, found } = this.data;
      if (state === 'failed') this.start();
      else if (preview && found !== null) void this.showWhole(found);
    },

    async showWhole(found) {
      const fail = (error: unknown) => {
        const failure = failureView(error, 'thumbnail', this.texts);
        sayBriefly(failure.heading);
        this.triggerEvent('error', descriptionOf(failure));
      };
      try {
        if (found.kind === 'video') {
          const poster = found.cover ? { poster: await flows.coverUrl(found) } : {};
          const url = await flows.previewUrl(found);
          wx.previewMedia({ sources: [{ url, type: 'video', ...poster }], fail });
        } else {
          const asJpeg = this.urls?.isMade === true;
          wx.previewImage({ ...(await previewUrls(found, this.data.siblings, { asJpeg })), fail });
        }
      } catch (error) {
        fail(error);
      }
    },

    hold() {
      if (!this.data.saveByLongpress || this.data.found === null) return;
      askLine([this.texts.saveButton.save]).then(
        (line) => {
          if (line === undefined) return;
          this.setData({ isSaving: true }, () => {
            (this.selectComponent('#save') as { save(): void }).save();
          });
        },
        () => sayBriefly(this.texts.notOpened),
      );
    },

    saved({ detail }) {
      this.triggerEvent('saved', detail);
      this.timer = setTimeout(() => this.closeSheet(), SAVED_SHOWN);
    },

    closeSheet() {
      this.setData({ isSaving: false });
    },
  },
});
