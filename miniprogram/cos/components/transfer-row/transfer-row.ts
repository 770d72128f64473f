import type { RowView } from './RowView';

/** WeChat renders a component once before it has its properties. */
const nothing: RowView = {
  id: '',
  state: 'queued',
  name: '',
  thumbnail: '',
  extension: '',
  amount: '',
  pace: '',
  fraction: 0,
  percent: 0,
  controls: [],
  shows: false,
  label: '',
};

/** One upload. Fires the commands of its controls by their names, and `show`. */
Component({
  properties: {
    /** A `RowView`. */
    row: { type: Object, value: nothing },
  },

  data: { pictureLost: false },

  methods: {
    losePicture() {
      this.setData({ pictureLost: true });
    },

    command(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent(String(event.currentTarget.dataset.command));
    },

    show() {
      if ((this.data.row as RowView).shows) this.triggerEvent('show');
    },
  },
});
