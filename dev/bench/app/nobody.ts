import type { Overlay } from '../../simulator/in-page/overlay/Overlay';
import { overlayTexts } from '../../simulator/in-page/overlay/texts';

/** Nobody looks at this phone: what it asks is allowed. */
export const nobody = (): Overlay => ({
  texts: overlayTexts('zh_CN'),
  askPermission: async () => true,
  askPrivacy: async () => true,
  showModal: async () => ({ confirm: true, cancel: false }),
  showActionSheet: async () => undefined,
  showSettings: async () => undefined,
  showPhoneSettings: async () => undefined,
  showPrivacyContract: async () => undefined,
  pickFiles: async () => [],
  showDocument: () => undefined,
  setTheme: () => undefined,
  showToast: () => undefined,
  hideToast: () => undefined,
  chooseChat: async () => undefined,
  showImageMenu: async () => false,
  saveToDisk: async () => false,
  showPreview: () => undefined,
  copy: () => undefined,
});
