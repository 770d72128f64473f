/** A line that fills from the left. */
Component({
  properties: {
    /** 0 to 100. */
    percent: { type: Number, value: 0 },
    label: { type: String, value: '' },
  },
});
