/** A line that fills from the left. */
Component({
  properties: {
    /** 0 to 1. */
    fraction: { type: Number, value: 0 },
    /** 0 to 100, for a screen reader. */
    percent: { type: Number, value: 0 },
    label: { type: String, value: '' },
  },
});
