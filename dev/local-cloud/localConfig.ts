import { account } from './account';

export interface ConfigVariant {
  /** Default: the bucket of the local account. */
  bucket?: string;
  addressing?: 'path-style' | 'virtual-hosted';
  /** How the Mini Program asks for keys: over HTTP, or through `wx.cloud.callFunction`. */
  credentials?: 'url' | 'cloud-function';
}

/** The ports that miniprogram/cos/config.ts names as shipped; the others of a local cloud are free to move. */
export const shippedPorts = { cos: 7301, functions: 7302 } as const;

/**
 * What miniprogram/cos/config.ts exports for a local cloud.
 *
 * @param at origins of its servers. Default: as shipped.
 */
export function localConfig(
  at = {
    cos: `http://127.0.0.1:${shippedPorts.cos}`,
    functions: `http://127.0.0.1:${shippedPorts.functions}`,
  },
  variant: ConfigVariant = {},
) {
  return {
    bucket: variant.bucket ?? account.bucket,
    region: account.region,
    addressing: variant.addressing ?? 'path-style',
    endpoint: at.cos,
    credentials:
      variant.credentials === 'cloud-function'
        ? { cloudFunction: 'cos-credentials' }
        : { url: `${at.functions}/cos-credentials` },
  };
}
