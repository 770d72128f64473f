import type { SourceName } from './sources';

/** What is known of a code of the Mini Program: who says what, and where that is known from. */
export interface Entry {
  /** Word for word. Empty: nobody says it, the Mini Program finds it out. */
  readonly said: readonly Saying[];
  /** The file in `miniprogram/cos/` that finds it out by itself. */
  readonly own?: string;
  /** Values for texts that say more when more is known: each gives a text of its own. */
  readonly params?: readonly Readonly<Record<string, string | number>>[];
}

export type Saying = CosSaying | WeChatSaying;

/** An error answer of COS. */
export interface CosSaying {
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly source: SourceName;
}

/** What an API of WeChat passes to `fail`. */
export interface WeChatSaying {
  readonly errMsg: string;
  readonly errno?: number;
  /** Where it is said; absent: everywhere, or nobody wrote it down. */
  readonly on?: Platform;
  readonly source: SourceName;
}

export type Platform = 'Android' | 'iOS' | 'DevTools' | 'PC' | 'WeCom' | 'old WeChat';
