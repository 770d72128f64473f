import { getWXContext } from 'wx-server-sdk';
import { type Answer, answerFor } from './answerFor';
import { type LinkAnswer, linkFor } from './linkFor';
import { readSettings } from './settings';

/**
 * A temporary key for whoever calls, or with `link: { key, seconds }` in the call a link to one of the caller's objects. Nothing
 * else that the call carries is looked at: WeChat says who it is. Each call gets a new one, of which nothing is kept but a line
 * in the function's log.
 */
export async function main({ link }: { link?: unknown } = {}): Promise<Answer | LinkAnswer> {
  const settings = readSettings(process.env);
  const openId = callingUser();
  if (link !== undefined) {
    const signed = linkFor(settings, openId, link);
    const { key } = link as { key: string };
    console.log(
      `cos-credentials: signed a link: openid=${openId} key=${inOneLine(key)} expires=${isoOf(signed.expiredTime)}`,
    );
    return signed;
  }
  const { answer, requestId } = await answerFor(settings, openId);
  // The prefix and the time lead from an object, or from COS's own log, to the user.
  console.log(
    `cos-credentials: issued a key: openid=${openId} prefix=${answer.prefix} expires=${isoOf(answer.expiredTime)} sts-request=${requestId}`,
  );
  return answer;
}

/** In quotes, and without what would make it look like a line of its own: line breaks, and signs that turn the direction of a text. */
function inOneLine(key: string): string {
  return JSON.stringify(key).replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
}

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

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
