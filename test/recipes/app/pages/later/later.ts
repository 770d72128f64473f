import type * as Cos from '../../cos/index';

declare const require: { async(path: '../../cos/index'): Promise<typeof Cos> };

Page({
  data: { picture: '' },

  onLoad({ picture = '' }) {
    this.setData({ picture: decodeURIComponent(picture) });
  },

  async savePicture() {
    const { flows, describeFailure } = await require.async('../../cos/index');
    const failure = await flows.saveToAlbum(this.data.picture).result.catch(describeFailure);
    wx.showToast(failure ? { title: failure.heading, icon: 'none' } : { title: 'Saved' });
  },
});
