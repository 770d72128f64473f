import { isIP } from 'node:net';

/**
 * Whether a call may go to `url`, as the Mini Program wrote it: the entry's name and port are those of the URL, letter
 * by letter. A port that only one of them names is another one, also when it is 443
 * (https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html). Names below an entry don't belong
 * to it.
 */
export function isListed(list: readonly string[], url: string): boolean {
  const called = authorityOf(url);
  return called !== undefined && list.some((entry) => authorityOf(entry) === called);
}

/** Why WeChat's console does not take a domain for its lists; undefined when it does. */
export function domainFault(entry: string): string | undefined {
  const authority = authorityOf(entry);
  if (authority === undefined) return 'WeChat takes https only';
  if (!URL.canParse(entry) || !/^[\w.:[\]-]+$/.test(authority)) return 'it is no domain';
  const { hostname } = new URL(entry);
  if (hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
    return 'WeChat takes no IP address and no localhost';
  }
  return entry.length > 'https://'.length + authority.length ? 'a domain has no path' : undefined;
}

/** Name and port as they are written, in small letters; undefined without https. */
function authorityOf(url: string): string | undefined {
  return /^https:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase();
}
