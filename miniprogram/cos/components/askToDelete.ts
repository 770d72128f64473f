import { shortenName } from '../format/shortenName';
import type { Messages } from '../i18n/messages';

/** Columns of Latin letters. */
const NAME_COLUMNS = 40;

/** Whether the person wants the object deleted for good. Rejects with what wx gives. */
export function askToDelete(name: string, { object }: Messages): Promise<boolean> {
  return new Promise((resolve, reject) => {
    wx.showModal({
      title: object.deleteTitle,
      content: object.deleteQuestion(shortenName(name, NAME_COLUMNS)),
      confirmText: object.deleteConfirm,
      confirmColor: '#D13438',
      cancelText: object.deleteCancel,
      success: ({ confirm }) => resolve(confirm),
      fail: reject,
    });
  });
}
