import type { NetworkApi } from './networkFailures';

/** What is entered in WeChat's console: origins such as `https://cos.ap-guangzhou.myqcloud.com`, one list per API. */
export type DomainLists = Record<NetworkApi, readonly string[]>;

export function isListed(list: readonly string[], url: URL): boolean {
  return list.some((entry) => {
    if (!URL.canParse(entry)) {
      throw new Error(`The domain list has "${entry}": write scheme and host, as https://example.com.`);
    }
    return new URL(entry).origin === url.origin;
  });
}
