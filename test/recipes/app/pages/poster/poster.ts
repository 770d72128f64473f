import { describeFailure, flows } from '../../cos/index';

Page({
  data: { picture: '' },

  onLoad({ picture = '' }) {
    this.setData({ picture: decodeURIComponent(picture) });
  },

  async savePicture() {
    const failure = await flows.saveToAlbum(this.data.picture).result.catch(describeFailure);
    wx.showToast(failure ? { title: failure.heading, icon: 'none' } : { title: 'Saved' });
  },
});
