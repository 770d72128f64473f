import { defineComponent } from '../defineComponent';

/** Milliseconds without a scroll after which it goes away. */
const STAYS = 2000;
/** Milliseconds between two moves of the thumb while the page scrolls. */
const PACE = 100;
/** px that a finger may stray in a tap. */
const SLOP = 10;

interface Properties {
  /** By where each begins, from 0, the top of the list, to 1. */
  months: readonly { readonly title: string; readonly at: number }[];
  /** px of the thumb's way. */
  way: number;
}

interface Data {
  seen: boolean;
  held: boolean;
  /** px from the top of the way. */
  y: number;
  title: string;
}

interface Methods {
  /** The page has scrolled to `at`, from 0 to 1. */
  follow(at: number): void;
  show(): void;
  hideSoon(): void;
  hold(event: WechatMiniprogram.TouchEvent): void;
  drag(event: WechatMiniprogram.TouchEvent): void;
  release(): void;
}

interface Fields {
  at: number;
  held: { readonly clientY: number; readonly at: number; moved: boolean } | undefined;
  move: ReturnType<typeof setTimeout> | undefined;
  hide: ReturnType<typeof setTimeout> | undefined;
}

/**
 * A thumb at the right edge, seen while the page scrolls. Dragged it says which month is where, and fires `jump` with `{ at }`, from 0
 * to 1, again and again, and `release` at the end; `hold` as the finger comes down; `open` when it was a tap.
 */
defineComponent<Properties, Data, Methods, Fields>({
  properties: {
    months: { type: Array, value: [] },
    way: { type: Number, value: 0 },
  },

  data: { seen: false, held: false, y: 0, title: '' },

  observers: {
    /** The screen was turned. */
    way() {
      if (this.data.seen) this.show();
    },
  },

  lifetimes: {
    created() {
      this.at = 0;
    },
    detached() {
      if (this.move !== undefined) clearTimeout(this.move);
      if (this.hide !== undefined) clearTimeout(this.hide);
    },
  },

  methods: {
    follow(at) {
      if (this.held !== undefined) return;
      this.at = at;
      this.hideSoon();
      this.move ??= setTimeout(() => this.show(), PACE);
    },

    show() {
      if (this.move !== undefined) clearTimeout(this.move);
      this.move = undefined;
      const { at } = this;
      const month = [...this.data.months].reverse().find((one) => one.at <= at) ?? this.data.months[0];
      this.setData({ seen: true, y: Math.round(at * this.data.way), title: month?.title ?? '' });
    },

    hideSoon() {
      if (this.hide !== undefined) clearTimeout(this.hide);
      this.hide = setTimeout(() => this.setData({ seen: false }), STAYS);
    },

    hold(event) {
      const clientY = event.touches[0]?.clientY;
      if (clientY === undefined) return;
      if (this.hide !== undefined) clearTimeout(this.hide);
      this.held = { clientY, at: this.at, moved: false };
      this.setData({ held: true });
      this.show();
      this.triggerEvent('hold');
    },

    drag(event) {
      const clientY = event.touches[0]?.clientY;
      const { held } = this;
      if (held === undefined || clientY === undefined) return;
      const moved = clientY - held.clientY;
      if (Math.abs(moved) > SLOP) held.moved = true;
      if (!held.moved) return;
      this.at = Math.max(0, Math.min(1, held.at + moved / Math.max(1, this.data.way)));
      this.show();
      this.triggerEvent('jump', { at: this.at });
    },

    release() {
      const { held } = this;
      if (held === undefined) return;
      this.held = undefined;
      this.setData({ held: false });
      this.triggerEvent(held.moved ? 'release' : 'open');
      this.hideSoon();
    },
  },
});
