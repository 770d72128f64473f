import { bucketFault, isAppId, regionFault, regionMeant } from '../../doctor/project/formats';
import type { ValueName } from './Values';

export type Checked =
  | { readonly kind: 'right' }
  | {
      /** Hardly; who is sure of it may have it. */
      readonly kind: 'doubtful';
      readonly why: string;
    }
  | { readonly kind: 'wrong'; readonly why: string };

/** Whether a value can be right, and if not, why, and how one looks. */
export function checkValue(name: ValueName, text: string): Checked {
  return checks[name](text);
}

const right: Checked = { kind: 'right' };
const wrong = (why: string): Checked => ({ kind: 'wrong', why });

const checks: Readonly<Record<ValueName, (text: string) => Checked>> = {
  bucket(text) {
    const fault = bucketFault(text);
    return fault
      ? wrong(`${fault.means} Give its whole name from the COS console, as ${fault.example}.`)
      : right;
  },

  region(text) {
    const fault = regionFault(text);
    if (fault) return wrong(`${fault.means} Give its short form from the COS console, as ${fault.example}.`);
    const meant = regionMeant(text);
    return meant === undefined
      ? right
      : { kind: 'doubtful', why: `${text} is not known here. Is it ${meant}?` };
  },

  created(text) {
    return text === 'since-2024' || text === 'before-2024'
      ? right
      : wrong('It is since-2024 or before-2024.');
  },

  appid(text) {
    if (isAppId(text)) return right;
    const form = 'An app id is "wx" and 16 digits or letters from a to f';
    if (isAppId(text.toLowerCase())) return wrong(`${form}, all small: ${text.toLowerCase()}.`);
    if (/^gh_/.test(text)) {
      return wrong(
        `That is the original id (原始ID) of the account. ${form}; the console shows it beside that.`,
      );
    }
    if (/^\d+$/.test(text)) return wrong(`That is the number of an account of Tencent Cloud. ${form}.`);
    return wrong(`${form}: mp.weixin.qq.com → 开发管理 → 开发设置 → AppID(小程序ID).`);
  },

  url(text) {
    const example = 'as https://keys.example.com/cos-credentials';
    if (!URL.canParse(text) || !/^[\x21-\x7e]+$/.test(text))
      return wrong(`It is no URL. Give one ${example}.`);
    const { protocol, hostname, username, hash } = new URL(text);
    if (protocol !== 'https:') return wrong(`WeChat on a phone asks HTTPS hosts only. Give one ${example}.`);
    if (username !== '' || hash !== '') {
      return wrong(`A user name or a "#" in it does not reach the server. Give one ${example}.`);
    }
    if (/^[\d.]+$|^\[|^localhost$/.test(hostname)) {
      return wrong(`The domain lists of WeChat take names only, no addresses. Give one ${example}.`);
    }
    return right;
  },

  environment(text) {
    if (/^[a-z\d][a-z\d-]{1,62}$/.test(text)) return right;
    return wrong(
      'An environment id has small letters, digits and "-", as prod-8gq2x: 云开发 → 设置 → 环境 ID, not its name. "default" stands for the first one.',
    );
  },
};
