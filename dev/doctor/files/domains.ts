import type { CosConfig } from '../project/CosConfig';
import type { DomainLists } from '../report/Report';
import { passed, skipped } from '../report/Result';
import { rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

/** What to paste into the three lists; undefined for a server that is none of Tencent's: HTTP is in no list. */
export function domainLists({
  addressing,
  bucket,
  region,
  endpoint,
  credentials,
}: CosConfig): DomainLists | undefined {
  if (endpoint?.startsWith('http:')) return undefined;
  const shared = `https://cos.${region}.myqcloud.com`;
  const cos = endpoint ?? (addressing === 'path-style' ? shared : shared.replace('//', `//${bucket}.`));
  const keys = 'url' in credentials ? [new URL(credentials.url).origin] : [];
  return { request: [...new Set([cos, ...keys])], uploadFile: [cos], downloadFile: [cos] };
}

/** The hosts of the Mini Program console. Whether they are in there only WeChat knows. */
export const domains: FileCheck = async ({ project }) => {
  const lists = domainLists(await rightConfig(project));
  if (!lists) return skipped('a server over plain HTTP is in no domain list');
  const lines = Object.entries(lists).map(([list, hosts]) => `${list}: ${hosts.join(' ')}`);
  return passed(`to paste under Development → Development Settings → Server Domains:\n${lines.join('\n')}`);
};
