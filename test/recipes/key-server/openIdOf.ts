/** Of the Mini Program, from its console. The secret never leaves the server. */
export interface MiniProgramAccount {
  readonly appId: string;
  readonly appSecret: string;
  /** Default: WeChat's. */
  readonly origin?: string;
}

/** Asks WeChat whom it gave a code of `wx.login`. Rejects with WeChat's words: a code is good once, and for five minutes. */
export async function openIdOf(
  { appId, appSecret, origin = 'https://api.weixin.qq.com' }: MiniProgramAccount,
  code: string,
): Promise<string> {
  const query = new URLSearchParams({
    appid: appId,
    secret: appSecret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  const answer = await fetch(`${origin}/sns/jscode2session?${query}`);
  const { openid, errmsg } = (await answer.json()) as { openid?: string; errmsg?: string };
  // The policy names it: a * in it would open everybody's objects.
  if (openid !== undefined && /^[\w-]{1,64}$/.test(openid)) return openid;
  throw new Error(`WeChat does not say who signed in: ${errmsg ?? 'no openid'}`);
}
