import { WxFailure } from '../../messages/WxFailure';
import { asyncApi, type WxFunction } from './asyncApi';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

/** `wx.cloud`, as far as a Mini Program that only calls functions needs it. */
export function cloudApi({ phone }: WxContext): Record<string, WxFunction> {
  let ready = false;
  const callFunction = asyncApi('cloud.callFunction', async (options) => {
    if (!ready) {
      throw new WxFailure(
        "Error: errCode: -1 | errMsg: Cloud API isn't enabled, please call wx.cloud.init first",
        undefined,
        -1,
      );
    }
    const { result, requestId } = await phone.callFunction({
      name: requiredString(options, 'name'),
      data: options.data ?? {},
    });
    return { result, requestID: requestId };
  });
  return {
    init: () => {
      ready = true;
      return undefined;
    },
    callFunction,
  };
}
