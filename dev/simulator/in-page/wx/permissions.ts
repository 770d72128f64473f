import type { Scope } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import { askPermission } from './askPermission';
import { asyncApis, type WxFunction } from './asyncApi';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

export function permissionApis(context: WxContext): Record<string, WxFunction> {
  const { environment, phone, overlay, settings } = context;
  const requireTap = (): void => {
    if (!environment.tapping()) throw new WxFailure('can only be invoked by user TAP gesture');
  };
  const apis = asyncApis({
    async getSetting() {
      return { authSetting: { ...settings().permissions } };
    },
    async authorize(options) {
      const scope = requiredString(options, 'scope');
      if (!isScope(scope)) throw new WxFailure('scope unauthorized');
      await context.privacy.consent('authorize');
      if (!(await askPermission(context, scope))) throw new WxFailure('auth deny');
      return undefined;
    },
    async openSetting() {
      requireTap();
      await overlay.showSettings(
        () => settings().permissions,
        (scope, granted) => phone.answerPermission({ scope, granted }),
      );
      return { authSetting: { ...settings().permissions } };
    },
    /** When it calls back is not documented. Here: when the person comes back. */
    async openAppAuthorizeSetting() {
      requireTap();
      await overlay.showPhoneSettings(settings().photosForWeChat, (allowed) =>
        phone.setPhotosForWeChat({ allowed }),
      );
      return undefined;
    },
  });
  return {
    ...apis,
    getAppAuthorizeSetting: () => {
      const albumAuthorized = settings().photosForWeChat ? 'authorized' : 'denied';
      return { albumAuthorized, cameraAuthorized: 'authorized', locationReducedAccuracy: false, ...others };
    },
  };
}

const others = Object.fromEntries(
  ['bluetooth', 'location', 'microphone', 'notification', 'phoneCalendar'].map((name) => [
    `${name}Authorized`,
    'not determined',
  ]),
);

function isScope(name: string): name is Scope {
  return name === 'scope.writePhotosAlbum';
}
