import { PhoneFailure } from './PhoneFailure';

const PREFIX = 'cloud.callFunction:fail ';

/** WeChat: `cloud.callFunction:fail Error: errCode: -404011 | errMsg: …`. A message that reads so already stays. */
export function cloudFailure(message: string, code: number): PhoneFailure {
  if (!message.startsWith(PREFIX)) {
    return new PhoneFailure(`Error: errCode: ${code} | errMsg: ${message}`, undefined, code);
  }
  const reason = message.slice(PREFIX.length);
  const given = /errCode: (-?\d+)/.exec(reason)?.[1];
  return new PhoneFailure(reason, undefined, given === undefined ? code : Number(given));
}
