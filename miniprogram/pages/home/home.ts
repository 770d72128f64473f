import { foreignHost } from './hostApp';
import { homeTexts } from './texts';

interface HomeData {
  texts: { name: string; sentence: string };
  /** That this is not WeChat; '' when it is. */
  notice: string;
  openLabel: string;
  doctorLabel: string;
  /** Why a page did not open; '' when nothing failed. */
  notOpened: string;
}

interface HomeMethods {
  openGallery(): void;
  openDoctor(): void;
  open(page: string): void;
}

const { title, name, sentence, open, openAnyway, doctor, notOpened, notWeChat } = homeTexts();
const foreign = foreignHost();

Page<HomeData, HomeMethods>({
  data: {
    texts: { name, sentence },
    notice: foreign === undefined ? '' : notWeChat(foreign),
    openLabel: foreign === undefined ? open : openAnyway,
    doctorLabel: doctor,
    notOpened: '',
  },

  onLoad() {
    // Without a callback it is a promise, whose rejection nobody would hear.
    wx.setNavigationBarTitle({ title, fail: () => undefined });
  },

  openGallery() {
    this.open('gallery');
  },

  openDoctor() {
    this.open('doctor');
  },

  open(page) {
    if (this.data.notOpened !== '') this.setData({ notOpened: '' });
    wx.navigateTo({
      url: `../../cos/pages/${page}/${page}`,
      fail: () => this.setData({ notOpened }),
    });
  },
});
