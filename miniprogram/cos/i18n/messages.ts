import { en } from './en';
import { zh } from './zh';

export type Messages = typeof en;

/**
 * The texts in WeChat's language: Chinese for every `zh…`, otherwise English. Before base library 2.20.1, and in QQ,
 * there is no getAppBaseInfo.
 */
export function messages(): Messages {
  const { language } = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
  return language.startsWith('zh') ? zh : en;
}
