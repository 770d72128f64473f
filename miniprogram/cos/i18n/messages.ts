import { en } from './en';
import { zh } from './zh';

export type Messages = typeof en;

/** The texts in WeChat's language: Chinese for every `zh…`, otherwise English. */
export function messages(): Messages {
  return wx.getAppBaseInfo().language.startsWith('zh') ? zh : en;
}
