import { WxFailure } from '../../messages/WxFailure';
import { asyncApis, type WxFunction } from './asyncApi';
import type { WxContext } from './WxContext';

/** The code names the caller, so that the local cloud needs no WeChat to know who it is. */
export function loginApis(context: WxContext): Record<string, WxFunction> {
  return asyncApis({
    async login() {
      const { network, openId } = context.settings();
      if (network === 'none') throw new WxFailure('net::ERR_INTERNET_DISCONNECTED', 600001);
      return { code: `local-${openId}` };
    },
  });
}
