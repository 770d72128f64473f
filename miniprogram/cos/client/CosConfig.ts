/**
 * Who issues temporary keys: a WeChat cloud function, or an HTTPS endpoint of your own that is POSTed
 * `{ "code": <code of wx.login> }`. Both answer, with times in unix seconds and a key made for this very call:
 *
 *     { "credentials": { "tmpSecretId": "…", "tmpSecretKey": "…", "sessionToken": "…" },
 *       "startTime": 1700000000, "expiredTime": 1700001800, "bucket": "…", "region": "…",
 *       "prefix": "users/<openid>/", "maxUploadBytes": 1073741824, "maxLinkSeconds": 604800,
 *       "allows": { "name/cos:PostObject": { "maxBytes": 1073807360 }, "name/cos:GetObject": {}, … } }
 *
 * `allows` may be left out: the actions of the key's policy, each with the most bytes (`maxBytes`) and the content types
 * (`contentTypes`) that one request of it may have. With it, a 403 names its reason.
 *
 * `maxLinkSeconds` may be left out, or 0: links are then signed on the phone, and die with its key. With it both are asked for
 * links too, of at most so many seconds, by `"link": { "key": "users/<openid>/…", "seconds": 3600 }` beside the code, and answer
 *
 *     { "url": "https://…", "expiredTime": 1700003600 }
 *
 * An endpoint refuses with another status than 200 and `{ "errMsg": "<why>" }`.
 */
export type CredentialSource =
  | { readonly url: string }
  | {
      readonly cloudFunction: string;
      /** WeChat cloud environment id; absent: the default environment. */
      readonly environment?: string;
    };

export interface CosConfig {
  /** With the account id, e.g. `examplebucket-1250000000`. */
  readonly bucket: string;
  /** E.g. `ap-guangzhou`. */
  readonly region: string;
  /**
   * `path-style` sends `cos.<region>.myqcloud.com/<bucket>/<key>`: one host for any number of buckets.
   * Buckets created since 2024-01-01 refuse it and need `virtual-hosted`: `<bucket>.cos.<region>.myqcloud.com`.
   */
  readonly addressing: 'path-style' | 'virtual-hosted';
  /** Origin of a COS-compatible server, e.g. `http://127.0.0.1:7301`; absent: Tencent COS itself. */
  readonly endpoint?: string;
  readonly credentials: CredentialSource;
}
