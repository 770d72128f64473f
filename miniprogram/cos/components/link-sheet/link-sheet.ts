import { type FailureView, failureView } from '../../i18n/failureView';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { flows, type Link, type StoredObject } from '../../index';
import { defineComponent } from '../defineComponent';
import { codePicture } from './codePicture';
import { firstOf, livesUpTo } from './lives';
import { qrCode } from './qrCode';

interface Properties {
  objectKey: string;
  object: StoredObject | null;
}

interface Data {
  labels: ScreenMessages['linkSheet']['labels'] | Record<string, never>;
  lives: readonly { readonly seconds: number; readonly label: string }[];
  /** Of the life that is chosen; 0 before there is one. */
  seconds: number;
  state: 'making' | 'ready' | 'failed';
  /** The style of the QR code; '' for a link that is too long for one. */
  code: string;
  until: string;
  failure: FailureView | null;
}

interface Fields {
  texts: ScreenMessages;
  alive: boolean;
  /** One for each life: who taps to and fro asks for no more. */
  links: Map<number, Promise<Link>>;
}

interface Methods {
  start(): Promise<void>;
  choose(event: WechatMiniprogram.TouchEvent): void;
  show(seconds: number): Promise<Link | undefined>;
  link(seconds: number): Promise<Link>;
  copy(): Promise<void>;
  fail(error: unknown): void;
  help(): void;
  close(): void;
  still(): void;
}

/** See README.md. */
defineComponent<Properties, Data, Methods, Fields>({
  properties: {
    objectKey: { type: String, value: '' },
    object: { type: Object, value: null },
  },

  data: { labels: {}, lives: [], seconds: 0, state: 'making', code: '', until: '', failure: null },

  lifetimes: {
    created() {
      this.alive = true;
      this.links = new Map();
    },

    attached() {
      this.texts = screenMessages();
      this.setData({ labels: this.texts.linkSheet.labels });
      void this.start();
    },

    detached() {
      this.alive = false;
    },
  },

  methods: {
    async start() {
      this.setData({ state: 'making', failure: null });
      try {
        const lives = livesUpTo(await flows.longestLink());
        if (!this.alive) return;
        const { life } = this.texts.linkSheet;
        this.setData({ lives: lives.map((seconds) => ({ seconds, label: life(seconds) })) });
        await this.show(firstOf(lives));
      } catch (error) {
        this.fail(error);
      }
    },

    choose(event) {
      const seconds = Number(event.currentTarget.dataset.seconds);
      if (seconds !== this.data.seconds || this.data.state === 'failed') void this.show(seconds);
    },

    /** Undefined when it failed, or when another one was chosen meanwhile. */
    async show(seconds) {
      this.setData({ seconds, state: 'making', failure: null });
      const isWanted = () => this.alive && this.data.seconds === seconds;
      try {
        const link = await this.link(seconds);
        if (!isWanted()) return undefined;
        const modules = qrCode(link.url);
        const when = this.texts.moment(link.expiresAt, Date.now());
        this.setData({
          state: 'ready',
          code: modules ? codePicture(modules) : '',
          until: this.texts.linkSheet.until(when),
        });
        return link;
      } catch (error) {
        if (isWanted()) this.fail(error);
        return undefined;
      }
    },

    link(seconds) {
      const make = () => flows.makeLink(this.data.object ?? this.data.objectKey, { seconds });
      const known = this.links.get(seconds);
      const link = known?.then((it) => (it.expiresAt > Date.now() ? it : make())) ?? make();
      this.links.set(seconds, link);
      link.catch(() => {
        if (this.links.get(seconds) === link) this.links.delete(seconds);
      });
      return link;
    },

    /** What is over is made anew: the sheet may have been open for long. */
    async copy() {
      if (this.data.state !== 'ready') return;
      const link = await this.show(this.data.seconds);
      if (link === undefined) return;
      wx.setClipboardData({
        data: link.url,
        success: () => this.triggerEvent('copied', { expiresAt: link.expiresAt }),
        fail: (error) => this.fail(error),
      });
    },

    fail(error) {
      if (!this.alive) return;
      this.setData({ state: 'failed', failure: failureView(error, 'link', this.texts) });
    },

    help() {
      void (this.data.lives.length === 0 ? this.start() : this.show(this.data.seconds));
    },

    close() {
      this.triggerEvent('close');
    },

    /** What is caught does not scroll the page behind. */
    still() {
      return;
    },
  },
});
