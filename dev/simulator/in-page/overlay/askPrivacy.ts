import { showModal } from './showModal';
import type { OverlayTexts } from './texts';

/** WeChat's dialog for a Mini Program that has none of its own. */
export async function askPrivacy(root: HTMLElement, texts: OverlayTexts): Promise<boolean> {
  const { confirm } = await showModal(root, {
    title: texts.privacy,
    content: `${texts.privacyAsks} ${texts.privacyContract}`,
    showCancel: true,
    cancelText: texts.refuse,
    confirmText: texts.agree,
    cancelColor: undefined,
    confirmColor: undefined,
    editable: false,
    placeholder: '',
  });
  return confirm;
}
