import { type HomeTexts, homeTexts } from './texts';

interface HomeData {
  texts: HomeTexts;
  notOpened: boolean;
}

interface HomeMethods {
  openGallery(): void;
}

const texts = homeTexts();

Page<HomeData, HomeMethods>({
  data: { texts, notOpened: false },

  onLoad() {
    wx.setNavigationBarTitle({ title: texts.title });
  },

  openGallery() {
    if (this.data.notOpened) this.setData({ notOpened: false });
    wx.navigateTo({
      url: '../../cos/pages/gallery/gallery',
      fail: () => this.setData({ notOpened: true }),
    });
  },
});
