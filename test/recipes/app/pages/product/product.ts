Page({
  data: { picture: '' },

  onLoad({ picture = '' }) {
    this.setData({ picture: decodeURIComponent(picture) });
  },
});
