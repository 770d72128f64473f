import type { ScreenMessages } from '../i18n/screenMessages';

/**
 * Which name an object shall have: `name` is what stands there to be changed, without its extension, which stays. Undefined when the
 * person changed nothing. Rejects with what wx gives, and where WeChat's dialog takes no text: before base library 2.17.1.
 */
export function askName(name: string, { object }: ScreenMessages): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    wx.showModal({
      title: object.labels.rename,
      content: name,
      editable: true,
      confirmText: object.renameConfirm,
      cancelText: object.labels.cancel,
      success({ confirm, content }) {
        if (confirm && content === undefined) reject(new Error('showModal:fail editable is not supported'));
        else resolve(confirm && content.trim() !== '' && content !== name ? content : undefined);
      },
      fail: reject,
    });
  });
}
