import type { Messages } from '../../i18n/messages';
import { nobodyWaits } from '../nobodyWaits';

/** In WeChat's storage, from the first time on. */
const KEY = 'cos-album-explained';

/**
 * Says, once on this phone, what WeChat is about to ask for and why: its question can be refused only once, and then leads
 * through the settings. False when the person would not have it now.
 */
export function explainAlbum({ saveButton }: Messages): Promise<boolean> {
  if (wasExplained()) return Promise.resolve(true);
  return new Promise((resolve) => {
    wx.showModal({
      ...saveButton.explain,
      success({ confirm }) {
        wx.setStorage({ key: KEY, data: true, ...nobodyWaits });
        resolve(confirm);
      },
      // The word is not worth a save.
      fail: () => resolve(true),
    });
  });
}

function wasExplained(): boolean {
  try {
    return wx.getStorageSync(KEY) === true;
  } catch {
    return false;
  }
}
