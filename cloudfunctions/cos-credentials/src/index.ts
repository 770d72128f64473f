import { getWXContext } from 'wx-server-sdk';
import { type Answer, answerFor } from './answerFor';
import { readSettings } from './settings';

/**
 * A temporary key for whoever calls. What the call carries is not looked at: WeChat says who it is. Each call gets a
 * new key, of which nothing is kept but a line in the function's log.
 */
export async function main(): Promise<Answer> {
  const settings = readSettings(process.env);
  const openId = callingUser();
  const { answer, requestId } = await answerFor(settings, openId);
  // The prefix and the time lead from an object, or from COS's own log, to the user.
  const expires = new Date(answer.expiredTime * 1000).toISOString();
  console.log(
    `cos-credentials: issued a key: openid=${openId} prefix=${answer.prefix} expires=${expires} sts-request=${requestId}`,
  );
  return answer;
}

/** @throws Error when the caller is no user, or not to be told from another. */
function callingUser(): string {
  const openId: unknown = getWXContext().OPENID;
  if (openId === undefined || openId === '') {
    throw new Error(
      "cos-credentials: nobody is calling: there is no openid. Call it from a Mini Program with wx.cloud.callFunction; a test run in the console or another server's call has no user.",
    );
  }
  // wx-server-sdk turns digits into a number, and so 01 and 1 into one user. A * would open everybody's prefix.
  if (typeof openId === 'string' && /^[\w-]{1,64}$/.test(openId)) return openId;
  throw new Error(
    'cos-credentials: the openid is not of the form that WeChat gives: letters, digits, _ and -.',
  );
}
