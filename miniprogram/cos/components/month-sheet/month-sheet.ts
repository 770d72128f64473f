import { defineComponent } from '../defineComponent';

interface Properties {
  title: string;
  close: string;
  months: readonly { readonly id: string; readonly title: string; readonly count: string }[];
  /** Whether more may come; '' when not. */
  status: string;
}

interface Methods {
  choose(event: WechatMiniprogram.TouchEvent): void;
  close(): void;
  still(): void;
}

/** A sheet from below that lists months. Fires `choose` with `{ id }`, and `close`. The page takes it away. */
defineComponent<Properties, object, Methods>({
  properties: {
    title: { type: String, value: '' },
    close: { type: String, value: '' },
    months: { type: Array, value: [] },
    status: { type: String, value: '' },
  },

  methods: {
    choose(event) {
      this.triggerEvent('choose', { id: String(event.currentTarget.dataset.id) });
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
