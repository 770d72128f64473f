import { shortenName } from '../format/shortenName';
import type { Messages } from '../i18n/messages';
import { shownName } from '../i18n/shownName';

/** Columns of Latin letters. */
const NAME_COLUMNS = 40;

/** Whether the person wants the object deleted for good. Rejects with what wx gives. */
export function askToDelete(name: string, texts: Messages): Promise<boolean> {
  const { object } = texts;
  return new Promise((resolve, reject) => {
    wx.showModal({
      title: object.deleteTitle,
      content: object.deleteQuestion(shortenName(shownName(name, texts), NAME_COLUMNS)),
      confirmText: object.deleteConfirm,
      confirmColor: '#D13438',
      cancelText: object.deleteCancel,
      success: ({ confirm }) => resolve(confirm),
      fail: reject,
    });
  });
}
