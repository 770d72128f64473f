import { type Language, languageOfWeChat } from './messages';
import { screensEn } from './screens.en';
import { screensZh } from './screens.zh';

export type ScreenMessages = typeof screensEn;

/** The same as `messages`, and all that the pages and the larger components say. */
export function screenMessages(language: Language = languageOfWeChat()): ScreenMessages {
  return language === 'zh' ? screensZh : screensEn;
}
