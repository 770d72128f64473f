import type { RowView } from './RowView';

/** One upload. Fires `cancel`, `retry`, `remove` and, for one that is done, `show`. */
Component({
  properties: {
    /** A `RowView`. */
    row: { type: Object, value: {} },
  },

  methods: {
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
