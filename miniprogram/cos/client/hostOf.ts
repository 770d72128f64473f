import type { CosConfig } from './CosConfig';

/** The host that requests go to: what has to be in the domain lists. */
export function hostOf({ addressing, bucket, endpoint, region }: CosConfig): string {
  if (endpoint !== undefined) return hostOfUrl(endpoint);
  const host = `cos.${region}.myqcloud.com`;
  return addressing === 'path-style' ? host : `${bucket}.${host}`;
}

export function hostOfUrl(url: string): string {
  return url.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, '');
}
