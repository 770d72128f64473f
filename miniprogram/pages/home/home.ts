import { foreignHost } from './hostApp';
import { homeTexts } from './texts';

interface HomeData {
  texts: { name: string; sentence: string };
  /** That this is not WeChat; '' when it is. */
  notice: string;
  openLabel: string;
  doctorLabel: string;
  /** The style of all of it: words as large as the person has asked for in WeChat's settings. */
  textScale: string;
  /** Why a page did not open; '' when nothing failed. */
  notOpened: string;
}

interface HomeMethods {
  openGallery(): void;
  openDoctor(): void;
  open(page: string): void;
}

/** As `cos/components/textScale.ts`, which the main package can't require. */
function textScale(): number {
  const scale = Number(wx.getAppBaseInfo?.().fontSizeScaleFactor);
  return scale > 1 ? Math.min(scale, 1.5) : 1;
}

const { title, name, sentence, open, openAnyway, doctor, notOpened, notWeChat } = homeTexts();
const foreign = foreignHost();

Page<HomeData, HomeMethods>({
  data: {
    texts: { name, sentence },
    notice: foreign === undefined ? '' : notWeChat(foreign),
    openLabel: foreign === undefined ? open : openAnyway,
    doctorLabel: doctor,
    textScale: `--cos-given-text-scale: ${textScale()}`,
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
