import { BadInput } from '../input/BadInput';

const PREFIX = 'local-';

/**
 * Who logged in, by the code of `wx.login`: the simulator's code is `local-<openid>`. Any other, such as the mock code
 * of WeChat DevTools, is no user that could be told here: undefined. Throws `BadInput` when the openid can't be one.
 */
export function callerOf(code: unknown): string | undefined {
  if (typeof code !== 'string' || !code.startsWith(PREFIX)) return undefined;
  const openId = code.slice(PREFIX.length);
  if (/^[\w-]{1,64}$/.test(openId)) return openId;
  throw new BadInput('code', `is "${code}"; an openid has only letters, digits, _ and -, at most 64`);
}
