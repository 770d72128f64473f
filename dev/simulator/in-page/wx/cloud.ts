import { WxFailure } from '../../messages/WxFailure';
import { asyncApi, type WxFunction } from './asyncApi';
import { callPhone } from './callPhone';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

/** `wx.cloud`, as far as a Mini Program that only calls functions needs it. */
export function cloudApi({ environment }: WxContext): Record<string, WxFunction> {
  const { bridge } = environment;
  let ready = false;
  const callFunction = asyncApi('cloud.callFunction', async (options) => {
    if (!ready) {
      throw new WxFailure(
        "Error: errCode: -1 | errMsg: Cloud API isn't enabled, please call wx.cloud.init first",
        undefined,
        -1,
      );
    }
    const { value } = await callPhone(bridge, 'cloud.callFunction', {
      name: requiredString(options, 'name'),
      data: options.data ?? {},
    });
    return { result: value.result, requestID: value.requestId };
  });
  return {
    init: () => {
      ready = true;
      return undefined;
    },
    callFunction,
  };
}
