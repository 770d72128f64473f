import { en } from './en';
import { zh } from './zh';

export type Messages = typeof en;
export type Language = 'en' | 'zh';

/**
 * The texts in a language; default: WeChat's, Chinese for every `zh…`, otherwise English. Before base library 2.20.1, and in QQ,
 * there is no getAppBaseInfo.
 */
export function messages(language: Language = ofWeChat()): Messages {
  return language === 'zh' ? zh : en;
}

function ofWeChat(): Language {
  const { language } = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
  return language.startsWith('zh') ? 'zh' : 'en';
}
