import { messages } from '../i18n/messages';
import { sayBriefly } from './sayBriefly';

/** `url` relative to the page in front. */
export function openPage(url: string): void {
  wx.navigateTo({ url, fail: () => sayBriefly(messages().notOpened) });
}
