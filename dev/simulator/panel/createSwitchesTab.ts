import type { PhoneSettings } from '../wx/PhoneProtocol';
import type { Frame } from './createFrame';
import type { Tab } from './createTabs';
import { devices } from './devices';
import { element } from './element';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

/** One of few: a row of buttons. */
interface Segments<Value extends string> {
  root: HTMLElement;
  show(value: Value): void;
}

const ALBUM = 'scope.writePhotosAlbum';
const OTHER_CALLER = 'oSomebodyElse';

export function createSwitchesTab(
  texts: PanelTexts,
  frame: Frame,
  developer: string,
): Tab & { show(settings: PhoneSettings): void } {
  const network = segments(texts.network, ['online', 'slow', 'offline'], texts, (value) =>
    panelApi.changeSettings({ network: value }),
  );
  const permission = segments(texts.permission, ['notAsked', 'allowed', 'refused'], texts, (value) =>
    value === 'notAsked'
      ? panelApi.resetPermissions()
      : panelApi.changeSettings({ permissions: { [ALBUM]: value === 'allowed' } }),
  );
  const privacy = segments(texts.privacy, ['agreed', 'undeclared', 'refused'], texts, (value) =>
    panelApi.changeSettings({ privacy: value }),
  );
  const language = segments(texts.language, ['zh_CN', 'en'], { zh_CN: '简体中文', en: 'English' }, (value) =>
    panelApi.changeSettings({ language: value }),
  );
  const theme = segments(texts.theme, ['light', 'dark'], texts, (value) =>
    panelApi.changeSettings({ theme: value }),
  );
  const app = segments(texts.app, ['front', 'background'], texts, (value) => {
    app.show(value);
    return panelApi.setShown(value === 'front');
  });
  app.show('front');

  const device = element(
    'select',
    { class: 'field', 'aria-label': texts.device },
    ...devices.map(({ id, name }) => element('option', { value: id }, name)),
  );
  device.value = frame.device().id;
  device.addEventListener('change', () => frame.setDevice(device.value));

  const caller = element('input', {
    class: 'field mono',
    'aria-label': texts.caller,
    list: 'callers',
    pattern: '[A-Za-z0-9_\\-]{1,64}',
    maxlength: '64',
    required: '',
    spellcheck: 'false',
  });
  caller.addEventListener('change', () => {
    if (caller.reportValidity()) void panelApi.changeSettings({ openId: caller.value });
  });
  const callers = element(
    'datalist',
    { id: 'callers' },
    element('option', { value: developer }),
    element('option', { value: OTHER_CALLER }),
  );

  const view = element(
    'section',
    { class: 'view' },
    setting(texts.network, texts.networkHint, network.root),
    setting(texts.permission, texts.permissionHint, permission.root),
    setting(texts.privacy, texts.privacyHint, privacy.root),
    setting(texts.language, texts.languageHint, language.root),
    setting(texts.theme, '', theme.root),
    setting(texts.device, '', device),
    setting(texts.caller, texts.callerHint, element('div', { class: 'controls' }, caller, callers)),
    setting(texts.app, texts.appHint, app.root),
  );
  return {
    id: 'switches',
    title: texts.switches,
    view,
    count: element('span', { class: 'count' }),
    show(settings) {
      const granted = settings.permissions[ALBUM];
      network.show(settings.network);
      permission.show(granted === undefined ? 'notAsked' : granted ? 'allowed' : 'refused');
      privacy.show(settings.privacy);
      language.show(settings.language);
      theme.show(settings.theme);
      caller.value = settings.openId;
    },
  };
}

function setting(name: string, hint: string, control: HTMLElement): HTMLElement {
  return element(
    'div',
    { class: 'setting' },
    element(
      'div',
      { class: 'setting-text' },
      element('div', {}, name),
      ...(hint ? [element('div', { class: 'setting-hint' }, hint)] : []),
    ),
    control,
  );
}

function segments<Value extends string>(
  label: string,
  values: readonly Value[],
  texts: Record<Value, string>,
  onChoose: (value: Value) => Promise<unknown>,
): Segments<Value> {
  const buttons = values.map((value) => {
    const button = element('button', { role: 'radio', 'aria-checked': 'false' }, texts[value]);
    button.addEventListener('click', () => void onChoose(value));
    return button;
  });
  return {
    root: element('div', { class: 'segments', role: 'radiogroup', 'aria-label': label }, ...buttons),
    show(value) {
      for (const [index, button] of buttons.entries()) {
        button.setAttribute('aria-checked', String(values[index] === value));
      }
    },
  };
}
