import { en } from './en';
import { zh } from './zh';

export type Messages = typeof en;
export type Language = 'en' | 'zh';

/** The texts in a language; default: WeChat's. */
export function messages(language: Language = languageOfWeChat()): Messages {
  return language === 'zh' ? zh : en;
}

/**
 * Chinese for every `zh…`, otherwise English. Before base library 2.20.1, and in QQ, there is no getAppBaseInfo.
 */
export function languageOfWeChat(): Language {
  const { language } = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
  return language.startsWith('zh') ? 'zh' : 'en';
}
