import type { RowView } from './RowView';

/** WeChat renders a component once before it has its properties. */
const nothing: RowView = {
  id: '',
  state: 'waiting',
  name: '',
  thumbnail: '',
  extension: '',
  amount: '',
  pace: '',
  fraction: 0,
  percent: 0,
  control: 'none',
  controlLabel: '',
  removeLabel: '',
  showLabel: '',
};

/** One upload. Fires `cancel`, `retry`, `remove` and, for one that is done, `show`. */
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

    control() {
      const { control } = this.data.row as RowView;
      if (control !== 'none') this.triggerEvent(control);
    },

    remove() {
      this.triggerEvent('remove');
    },

    show() {
      const { state } = this.data.row as RowView;
      if (state === 'done') this.triggerEvent('show');
    },
  },
});
