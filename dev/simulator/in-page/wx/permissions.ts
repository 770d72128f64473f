import type { Scope } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import { askPermission } from './askPermission';
import { asyncApis, type WxFunction } from './asyncApi';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

export function permissionApis(context: WxContext): Record<string, WxFunction> {
  const { environment, phone, overlay, settings } = context;
  return asyncApis({
    async getSetting() {
      return { authSetting: { ...settings().permissions } };
    },
    async authorize(options) {
      const scope = requiredString(options, 'scope');
      if (!isScope(scope)) throw new WxFailure('scope unauthorized');
      if (!(await askPermission(context, scope))) throw new WxFailure('auth deny');
      return undefined;
    },
    async openSetting() {
      if (!environment.tapping()) throw new WxFailure('can only be invoked by user TAP gesture');
      await overlay.showSettings(
        () => settings().permissions,
        (scope, granted) => phone.answerPermission({ scope, granted }),
      );
      return { authSetting: { ...settings().permissions } };
    },
  });
}

function isScope(name: string): name is Scope {
  return name === 'scope.writePhotosAlbum';
}
