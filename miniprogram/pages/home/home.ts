import { foreignHost } from './hostApp';
import { homeTexts } from './texts';

interface HomeData {
  texts: { name: string; sentence: string };
  /** That this is not WeChat; '' when it is. */
  notice: string;
  openLabel: string;
  /** Why the gallery did not open; '' when nothing failed. */
  notOpened: string;
}

interface HomeMethods {
  openGallery(): void;
}

const { title, name, sentence, open, openAnyway, notOpened, notWeChat } = homeTexts();
const foreign = foreignHost();

Page<HomeData, HomeMethods>({
  data: {
    texts: { name, sentence },
    notice: foreign === undefined ? '' : notWeChat(foreign),
    openLabel: foreign === undefined ? open : openAnyway,
    notOpened: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title });
  },

  openGallery() {
    if (this.data.notOpened !== '') this.setData({ notOpened: '' });
    wx.navigateTo({
      url: '../../cos/pages/gallery/gallery',
      fail: () => this.setData({ notOpened }),
    });
  },
});
