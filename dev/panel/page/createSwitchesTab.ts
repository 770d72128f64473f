import type { PhoneSettings } from '../../simulator/messages/PhoneProtocol';
import { segments, setting } from './controls';
import { createDomainControls } from './createDomainControls';
import type { Frame } from './createFrame';
import type { Tab } from './createTabs';
import { devices } from './devices';
import { element } from './element';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

const ALBUM = 'scope.writePhotosAlbum';
const OTHER_CALLER = 'oSomebodyElse';

export function createSwitchesTab(
  texts: PanelTexts,
  frame: Frame,
  developer: string,
  cloudRows: readonly HTMLElement[],
): Tab & { show(settings: PhoneSettings): void } {
  const network = segments(texts.network, ['online', 'slow', 'offline'], texts, (value) =>
    panelApi.changeSettings({ network: value }),
  );
  const permission = segments(texts.permission, ['notAsked', 'allowed', 'refused'], texts, (value) =>
    value === 'notAsked'
      ? panelApi.resetPermissions()
      : panelApi.changeSettings({ permissions: { [ALBUM]: value === 'allowed' } }),
  );
  const privacy = segments(texts.privacy, ['agreed', 'notAsked', 'undeclared', 'refused'], texts, (value) =>
    panelApi.changeSettings({ privacy: value }),
  );
  const domains = createDomainControls(texts);
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
    element('h2', {}, texts.phone),
    setting(texts.network, texts.networkHint, network.root),
    setting(texts.permission, texts.permissionHint, permission.root),
    setting(texts.privacy, texts.privacyHint, privacy.root),
    ...domains.rows,
    setting(texts.language, texts.languageHint, language.root),
    setting(texts.theme, '', theme.root),
    setting(texts.device, '', device),
    setting(texts.caller, texts.callerHint, element('div', { class: 'controls' }, caller, callers)),
    setting(texts.app, texts.appHint, app.root),
    ...cloudRows,
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
      domains.show(settings);
      language.show(settings.language);
      theme.show(settings.theme);
      caller.value = settings.openId;
    },
  };
}
