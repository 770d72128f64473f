/**
 * One object of the gallery. Fires `loaded` when the picture is there, `lost` when it cannot be loaded. The page gives it its size.
 */
Component({
  properties: {
    kind: { type: String, value: 'other' },
    /** Cut to fit. */
    name: { type: String, value: '' },
    /** Upper case, '' when there is none. */
    extension: { type: String, value: '' },
    label: { type: String, value: '' },
    /** Its picture fills it, unless that is lost. */
    pictured: { type: Boolean, value: false },
    /** How long a video plays; '' when that is not known. */
    playTime: { type: String, value: '' },
    /** Shown in place of a picture that cannot be loaded. */
    noPreview: { type: String, value: '' },
    /** '' as long as it is not known. */
    thumbnail: { type: String, value: '' },
    /** There is no picture to wait for. */
    lost: { type: Boolean, value: false },
    /** Taps mark tiles. */
    choosing: { type: Boolean, value: false },
    selected: { type: Boolean, value: false },
    /** The person comes back from it. */
    seen: { type: Boolean, value: false },
  },

  data: { loaded: false },

  methods: {
    pictureLoaded() {
      this.setData({ loaded: true });
      this.triggerEvent('loaded');
    },

    pictureLost() {
      this.triggerEvent('lost');
    },
  },
});
