import type { CosConfig } from '../project/CosConfig';

export type Addressing = CosConfig['addressing'];

/** Where a bucket is asked. */
export interface Place {
  readonly bucket: string;
  readonly region: string;
  /** The URL of the bucket itself, with a slash at its end, by how it is named. */
  readonly urls: Readonly<Record<Addressing, string>>;
  /** Where the buckets of the account are listed. */
  readonly service: string;
}

/**
 * @param endpoint stands for https://cos.<region>.myqcloud.com: the bucket is a name before its host. The endpoint of
 * config.ts is that of one bucket, as the Mini Program takes it.
 */
export function placeOf(config: CosConfig, endpoint: string | undefined): Place {
  const { bucket, region } = config;
  if (endpoint === undefined && config.endpoint !== undefined) {
    const own = config.endpoint;
    const urls = { 'path-style': `${own}/${bucket}/`, 'virtual-hosted': `${own}/` };
    return { bucket, region, urls, service: `${own}/` };
  }
  const shared = endpoint ?? `https://cos.${region}.myqcloud.com`;
  return {
    bucket,
    region,
    urls: {
      'path-style': `${shared}/${bucket}/`,
      'virtual-hosted': `${shared.replace('//', `//${bucket}.`)}/`,
    },
    service: endpoint === undefined ? 'https://service.cos.myqcloud.com/' : `${shared}/`,
  };
}
