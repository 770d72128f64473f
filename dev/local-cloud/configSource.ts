import { account, type LocalCloud } from './startLocalCloud';

export interface ConfigVariant {
  /** Default: the bucket of the local account. */
  bucket?: string;
  addressing?: 'path-style' | 'virtual-hosted';
  /** How the Mini Program asks for keys: over HTTP, or through `wx.cloud.callFunction`. */
  credentials?: 'url' | 'cloud-function';
}

/** The text of miniprogram/cos/config.ts for a local cloud whose ports are not the shipped ones. */
export function configSource(cloud: LocalCloud, variant: ConfigVariant = {}): string {
  const config = {
    bucket: variant.bucket ?? account.bucket,
    region: account.region,
    addressing: variant.addressing ?? 'path-style',
    endpoint: cloud.cos.url,
    credentials:
      variant.credentials === 'cloud-function'
        ? { cloudFunction: 'cos-credentials' }
        : { url: `${cloud.functions.url}/cos-credentials` },
  };
  return `import type { CosConfig } from './client/CosConfig';\n\nexport const config: CosConfig = ${JSON.stringify(config, null, 2)};\n`;
}
