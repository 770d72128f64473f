/** What miniprogram/cos/config.ts exports when it is right. The Mini Program's own type says more. */
export interface CosConfig {
  readonly bucket: string;
  readonly region: string;
  readonly addressing: 'path-style' | 'virtual-hosted';
  readonly endpoint?: string;
  readonly credentials: CredentialSource;
}

export type CredentialSource =
  | { readonly url: string }
  | {
      readonly cloudFunction: string;
      /** Of WeChat's cloud; absent: the default one. */
      readonly environment?: string;
    };
