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
  percent: -1,
  command: '',
  commandLabel: '',
};

/** One upload. Fires `command` with the one of its round control, `open` for a tap on the rest and `menu` for a long press. */
Component({
  properties: {
    /** A `RowView`. */
    row: { type: Object, value: nothing },
  },

  data: {
    pictureLost: false,
    icons: { pause: 'icon-pause', resume: 'icon-play', retry: 'icon-retry', remove: 'icon-close' },
  },

  methods: {
    losePicture() {
      this.setData({ pictureLost: true });
    },

    command() {
      this.triggerEvent('command', { command: (this.data.row as RowView).command });
    },

    open() {
      this.triggerEvent('open');
    },

    menu() {
      this.triggerEvent('menu');
    },
  },
});
