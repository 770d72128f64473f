import { defineComponent } from '../defineComponent';

/** Milliseconds without a letter after which what is typed is searched. */
const PAUSE = 250;

interface Properties {
  /** What is searched; shown until the person types. */
  query: string;
  kinds: readonly { readonly id: string; readonly label: string }[];
  /** Id of one of them. */
  kind: string;
  labels: { search: string; clear: string; menu: string };
  /** It stays as it is. */
  disabled: boolean;
}

interface Methods {
  typed(): void;
  search(): void;
  clear(): void;
  choose(event: WechatMiniprogram.TouchEvent): void;
  menu(): void;
}

interface Fields {
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What is searched, as far as this knows. */
  searched: string;
}

/**
 * A search field, a choice of kinds and a button for more. Fires `search` with `{ query }` when the person stops typing, `kind` with
 * `{ kind }`, and `menu`.
 */
defineComponent<Properties, { text: string }, Methods, Fields>({
  properties: {
    query: { type: String, value: '' },
    kinds: { type: Array, value: [] },
    kind: { type: String, value: '' },
    labels: { type: Object, value: { search: '', clear: '', menu: '' } },
    disabled: { type: Boolean, value: false },
  },

  data: { text: '' },

  observers: {
    /** Called for the same one as well, as with each page of the list that comes: meanwhile the person may have typed on. */
    query() {
      const { query } = this.data;
      if (query === this.searched) return;
      this.searched = query;
      this.setData({ text: query });
    },
  },

  lifetimes: {
    created() {
      this.searched = '';
    },

    detached() {
      if (this.timer !== undefined) clearTimeout(this.timer);
    },
  },

  methods: {
    typed() {
      if (this.timer !== undefined) clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE);
    },

    search() {
      if (this.timer !== undefined) clearTimeout(this.timer);
      const query = this.data.text;
      this.searched = query;
      this.triggerEvent('search', { query });
    },

    clear() {
      this.setData({ text: '' });
      this.search();
    },

    choose(event) {
      this.triggerEvent('kind', { kind: String(event.currentTarget.dataset.kind) });
    },

    menu() {
      this.triggerEvent('menu');
    },
  },
});
