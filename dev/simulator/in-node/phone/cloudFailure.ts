import { WxFailure } from '../../messages/WxFailure';

const PREFIX = 'cloud.callFunction:fail ';

/** WeChat: `cloud.callFunction:fail Error: errCode: -404011 | errMsg: …`. A message that reads so already stays. */
export function cloudFailure(message: string, code: number): WxFailure {
  if (!message.startsWith(PREFIX)) {
    return new WxFailure(`Error: errCode: ${code} | errMsg: ${message}`, undefined, code);
  }
  const reason = message.slice(PREFIX.length);
  const given = /errCode: (-?\d+)/.exec(reason)?.[1];
  return new WxFailure(reason, undefined, given === undefined ? code : Number(given));
}
