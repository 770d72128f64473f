import { describeFailure, flows, type StoredObject } from '../../cos/index';

Page({
  data: { avatarKey: '', avatar: null as StoredObject | null },

  onLoad({ avatarKey = '' }) {
    this.setData({ avatarKey: decodeURIComponent(avatarKey) });
  },

  async change() {
    try {
      const [file] = await flows.chooseFiles({ count: 1, types: ['image'] });
      if (file) this.setData({ avatar: await flows.upload(file, { key: 'avatar.jpg' }).result });
    } catch (failure) {
      wx.showToast({ title: describeFailure(failure).heading, icon: 'none' });
    }
  },
});
