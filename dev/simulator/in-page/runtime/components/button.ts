import type { Builtin, BuiltinNode, BuiltinServices } from './Builtin';
import { submitForm } from './form';
import { hover } from './hover';

export const button: Builtin = {
  tag: 'button',
  slot: true,
  properties: {
    ...hover,
    hoverClass: 'button-hover',
    hoverStartTime: 20,
    hoverStayTime: 70,
    size: 'default',
    type: 'default',
    plain: false,
    disabled: false,
    loading: false,
    openType: '',
    formType: '',
    lang: 'en',
  },
  mount(node, services) {
    const { dom, data } = node;
    const spinner = services.window.document.createElement('i');
    spinner.className = 'button-spinner';
    dom.setAttribute('role', 'button');
    return {
      update() {
        const { type, size, plain, disabled, loading, ariaRole } = data();
        dom.setAttribute('type', String(type));
        dom.setAttribute('size', String(size));
        dom.toggleAttribute('plain', Boolean(plain));
        dom.toggleAttribute('disabled', Boolean(disabled));
        dom.toggleAttribute('loading', Boolean(loading));
        dom.setAttribute('role', String(ariaRole) || 'button');
        if (loading) dom.prepend(spinner);
        else spinner.remove();
      },
      accepts: () => !data().disabled,
      tap() {
        const { formType, openType } = data();
        if (formType === 'submit') submitForm(node.element);
        else if (formType !== '') services.warn(`<button form-type="${formType}"> is not simulated.`);
        open(String(openType), node, services);
      },
    };
  },
};

function open(
  openType: string,
  { dom, trigger }: BuiltinNode,
  { window, wx, agreePrivacy, warn }: BuiltinServices,
): void {
  switch (openType) {
    case '':
      return;
    case 'openSetting': {
      const answer = (result: object): void => trigger('opensetting', result);
      const openSetting = wx().openSetting as ((options: object) => unknown) | undefined;
      openSetting?.({ success: answer, fail: answer });
      return;
    }
    case 'agreePrivacyAuthorization':
      // Before its listener, which tells wx of this button.
      agreePrivacy(dom.id);
      trigger('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
      return;
    case 'share':
      // WeChat asks the page what to send and opens its list of friends: there are none here.
      dom.dispatchEvent(new window.Event('share', { bubbles: true }));
      return;
    default:
      warn(`<button open-type="${openType}"> is not simulated.`);
  }
}
