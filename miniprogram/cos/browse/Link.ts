import type { CosClient } from '../client/CosClient';
import { expectOption } from '../failures/expectOption';
import type { Attempt } from '../failures/Failure';

/** A URL that works for whoever has it, until its time is over or the object is deleted. */
export interface Link {
  readonly url: string;
  /** Milliseconds since 1970, on the phone's clock. Earlier than asked for where none lives as long. */
  readonly expiresAt: number;
}

export interface LinkOptions {
  /** For how long it works, from now on. At least 1; default 900. */
  readonly seconds?: number;
}

export function secondsOf({ seconds = 900 }: LinkOptions, flow: string): number {
  const possible = Number.isInteger(seconds) && seconds >= 1;
  expectOption(possible, `${flow}: seconds`, seconds, 'a whole number, at least 1');
  return seconds;
}

export async function makeLink(
  client: CosClient,
  attempt: Attempt,
  key: string,
  seconds: number,
): Promise<Link> {
  const { url, expiresAt } = await client.link(attempt, key, seconds);
  return { url, expiresAt: client.clock.onPhone(expiresAt) };
}

/** No time limit: WeChat may ask the person for the privacy agreement. */
export function putOnClipboard(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.setClipboardData({ data: text, success: () => resolve(), fail: reject });
  });
}
