import type { PhoneSettings } from '../../messages/PhoneProtocol';
import type { WxEnvironment } from '../runtime/WxEnvironment';
import { albumApis } from './album';
import { asyncApis, type WxFunction } from './asyncApi';
import { base64Apis } from './base64';
import { createCanIUse } from './canIUse';
import { choosingApis } from './choosing';
import { clipboardApis } from './clipboard';
import { cloudApi } from './cloud';
import { deviceApis } from './device';
import { feedbackApis } from './feedback';
import { fileSystemApi } from './fileSystem';
import { lifecycleApis } from './lifecycle';
import { loginApis } from './login';
import { mediaInfoApis } from './mediaInfo';
import { navigationApis } from './navigation';
import { networkApis } from './network';
import { permissionApis } from './permissions';
import { previewApis } from './preview';
import { createPrivacy } from './privacy';
import { Suspension } from './Suspension';
import { sharingApis } from './sharing';
import { storageApis } from './storage';
import { tabBarApis } from './tabBar';
import type { WxContext } from './WxContext';

/** The `wx` global of a page that has just been opened. */
export function createWx(environment: WxEnvironment): object {
  const suspension = new Suspension();
  const { functions, start } = environment.connectPhone({
    settingsChanged: (changed) => changeSettings(changed),
    visibilityChanged(visibility) {
      environment.setVisibility(visibility);
      suspension.set(visibility === 'suspended');
    },
    taskProgress: (event) => network.events.taskProgress(event),
    taskHeaders: (event) => network.events.taskHeaders(event),
  });
  const phone = suspension.hold(functions);
  const { appId, storage } = start;
  let { settings } = start;
  const overlay = environment.createOverlay(settings.language);
  const privacy = createPrivacy(environment, phone, overlay, () => settings);
  const context: WxContext = { environment, phone, overlay, appId, privacy, settings: () => settings };

  const applyTheme = (): void => {
    overlay.setTheme(settings.theme);
    environment.setTheme(settings.theme);
  };
  applyTheme();

  const lifecycle = lifecycleApis(context);
  const network = networkApis(context);
  const changeSettings = (changed: PhoneSettings): void => {
    const before = settings;
    settings = changed;
    const restarts = ['language', 'openId', 'textScale'] as const;
    if (restarts.some((name) => before[name] !== changed[name])) {
      // WeChat restarts a Mini Program when the language or the account changes; whether for the size of words too is not known.
      environment.reload();
      return;
    }
    if (before.theme !== changed.theme) {
      applyTheme();
      lifecycle.themeChanged(changed.theme);
    }
    if (before.network !== changed.network) lifecycle.networkChanged(changed.network);
    if (before.weakNetwork !== changed.weakNetwork)
      lifecycle.networkWeakChanged(changed.weakNetwork, changed.network);
  };

  const wx: Record<string, unknown> = {
    env: { USER_DATA_PATH: 'http://usr' },
    ...navigationApis(context),
    ...tabBarApis(context),
    ...feedbackApis(context),
    ...network.apis,
    ...storageApis(context, storage),
    ...deviceApis(context),
    ...choosingApis(context),
    ...albumApis(context),
    ...permissionApis(context),
    ...asyncApis(privacy.handlers),
    onNeedPrivacyAuthorization: privacy.onNeedPrivacyAuthorization,
    ...previewApis(context),
    ...sharingApis(context),
    ...clipboardApis(context),
    ...loginApis(context),
    ...mediaInfoApis(context),
    ...base64Apis(),
    ...lifecycle.apis,
    ...fileSystemApi(context),
    cloud: cloudApi(context),
    createSelectorQuery: () => environment.createSelectorQuery(),
    nextTick: (callback: () => void) => environment.nextTick(callback),
  };
  wx.canIUse = createCanIUse(wx) satisfies WxFunction;
  return wx;
}
