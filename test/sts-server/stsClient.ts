import { Agent } from 'node:http';
import { sts } from 'tencentcloud-sdk-nodejs-sts';

export type StsClient = InstanceType<typeof sts.v20180813.Client>;

export interface ClientOptions {
  secretId: string;
  secretKey: string;
  /** Of a temporary key. */
  token?: string;
  signMethod?: 'TC3-HMAC-SHA256' | 'HmacSHA1' | 'HmacSHA256';
  method?: 'GET' | 'POST';
}

/** Tencent's own client, pointed at a server on this machine. */
export function stsClient(url: string, options: ClientOptions): StsClient {
  const { signMethod = 'TC3-HMAC-SHA256', method = 'POST', ...credential } = options;
  return new sts.v20180813.Client({
    credential,
    region: 'ap-guangzhou',
    profile: {
      signMethod,
      httpProfile: {
        protocol: 'http://',
        endpoint: new URL(url).host,
        reqMethod: method,
        // The client would else take the proxy that http_proxy names, for this machine too.
        agent: new Agent(),
      },
    },
  });
}

/** As a client sends it: URL-encoded JSON. */
export const readOnly = encodeURIComponent(
  JSON.stringify({
    version: '2.0',
    statement: [
      {
        effect: 'allow',
        action: ['name/cos:GetObject'],
        resource: ['qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/相册/*'],
      },
    ],
  }),
);
