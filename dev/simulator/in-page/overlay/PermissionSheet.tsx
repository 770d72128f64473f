import type { Scope } from '../../messages/PhoneProtocol';
import type { Layer } from './Layer';

/** Closed with whether the Mini Program may do what it asks for. */
export function PermissionSheet({ scope, texts, close }: Layer<boolean> & { scope: Scope }) {
  return (
    <div class="phone-layer phone-mask">
      <div class="phone-sheet phone-permission" role="alertdialog" aria-modal="true">
        <div class="phone-permission-who">{texts.requests}</div>
        <div class="phone-permission-what">{texts.scopes[scope]}</div>
        <div class="phone-choices">
          <button class="phone-choice phone-permission-refuse" onClick={() => close(false)}>
            {texts.refuse}
          </button>
          <button class="phone-choice phone-primary phone-permission-allow" onClick={() => close(true)}>
            {texts.allow}
          </button>
        </div>
      </div>
    </div>
  );
}
