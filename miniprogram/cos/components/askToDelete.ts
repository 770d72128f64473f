import { shortenName } from '../format/shortenName';
import type { ScreenMessages } from '../i18n/screenMessages';
import { shownName } from '../i18n/shownName';

/** Columns of Latin letters. */
const NAME_COLUMNS = 40;

/** Whether the person wants the objects with these names deleted for good. Rejects with what wx gives. */
export function askToDelete(names: readonly string[], texts: ScreenMessages): Promise<boolean> {
  const { object } = texts;
  const [name = ''] = names;
  return new Promise((resolve, reject) => {
    wx.showModal({
      title: object.deleteTitle(names.length),
      content:
        names.length === 1
          ? object.deleteQuestion(shortenName(shownName(name, texts), NAME_COLUMNS))
          : object.deleteManyQuestion(names.length),
      confirmText: object.deleteConfirm,
      confirmColor: '#D13438',
      cancelText: object.deleteCancel,
      success: ({ confirm }) => resolve(confirm),
      fail: reject,
    });
  });
}
