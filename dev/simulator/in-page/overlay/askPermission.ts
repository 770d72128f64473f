import type { Scope } from '../../messages/PhoneProtocol';
import { element } from './element';
import { scopeText } from './scopeText';
import type { OverlayTexts } from './texts';

export function askPermission(root: HTMLElement, texts: OverlayTexts, scope: Scope): Promise<boolean> {
  const document = root.ownerDocument;
  const refuse = element(document, 'button', { class: 'phone-choice phone-permission-refuse' }, texts.refuse);
  const allow = element(
    document,
    'button',
    { class: 'phone-choice phone-primary phone-permission-allow' },
    texts.allow,
  );
  const layer = element(
    document,
    'div',
    { class: 'phone-layer phone-mask' },
    element(
      document,
      'div',
      { class: 'phone-sheet phone-permission', role: 'alertdialog', 'aria-modal': 'true' },
      element(document, 'div', { class: 'phone-permission-who' }, texts.requests),
      element(document, 'div', { class: 'phone-permission-what' }, scopeText(texts, scope)),
      element(document, 'div', { class: 'phone-choices' }, refuse, allow),
    ),
  );
  root.append(layer);

  return new Promise((resolve) => {
    const end = (granted: boolean): void => {
      layer.remove();
      resolve(granted);
    };
    refuse.addEventListener('click', () => end(false));
    allow.addEventListener('click', () => end(true));
  });
}
