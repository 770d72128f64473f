import type { Permissions, Scope } from '../../messages/PhoneProtocol';
import { element } from './element';
import { scopeText } from './scopeText';
import type { OverlayTexts } from './texts';

/** WeChat's settings page of a Mini Program. It lists only the scopes that were asked for. */
export function showSettings(
  root: HTMLElement,
  texts: OverlayTexts,
  current: () => Permissions,
  change: (scope: Scope, granted: boolean) => Promise<unknown>,
): Promise<void> {
  const document = root.ownerDocument;
  const rows = (Object.keys(current()) as Scope[]).map((scope) => {
    const toggle = element(document, 'button', {
      class: 'phone-switch phone-settings-scope',
      role: 'switch',
      'data-scope': scope,
      'aria-label': scopeText(texts, scope),
      'aria-checked': String(current()[scope] === true),
    });
    toggle.addEventListener('click', () => {
      const granted = toggle.getAttribute('aria-checked') !== 'true';
      toggle.setAttribute('aria-checked', String(granted));
      toggle.toggleAttribute('disabled', true);
      void change(scope, granted).finally(() => toggle.toggleAttribute('disabled', false));
    });
    return element(
      document,
      'div',
      { class: 'phone-settings-row' },
      element(document, 'span', {}, scopeText(texts, scope)),
      toggle,
    );
  });

  const close = element(
    document,
    'button',
    { class: 'phone-full-close phone-settings-close', 'aria-label': texts.close },
    '‹',
  );
  const page = element(
    document,
    'div',
    { class: 'phone-full phone-settings' },
    element(
      document,
      'div',
      { class: 'phone-full-bar' },
      close,
      element(document, 'span', {}, texts.settings),
    ),
    element(
      document,
      'div',
      { class: 'phone-settings-hint' },
      rows.length === 0 ? texts.noScopes : texts.settingsHint,
    ),
    ...rows,
  );
  root.append(page);

  return new Promise((resolve) => {
    close.addEventListener('click', () => {
      page.remove();
      resolve();
    });
  });
}
