import { sts } from 'tencentcloud-sdk-nodejs-sts';
import type { Key, Statement } from '../cos-server/support/temporaryKey';
import type { BucketAddress } from './BucketAddress';

/** The least that STS takes, s. */
const DURATION_SECONDS = 1800;

/** Asks STS for a key. Rejects with its error. */
export async function issueKey(address: BucketAddress, statement: Statement[]): Promise<Key> {
  const { secretId, secretKey, region, stsEndpoint } = address;
  const { protocol = 'https:', host } = stsEndpoint === undefined ? {} : new URL(stsEndpoint);
  const client = new sts.v20180813.Client({
    credential: { secretId, secretKey },
    region,
    profile: { httpProfile: host === undefined ? {} : { endpoint: host, protocol: `${protocol}//` } },
  });
  const { Credentials } = await client.GetFederationToken({
    Name: 'VerifyCos',
    Policy: encodeURIComponent(JSON.stringify({ version: '2.0', statement })),
    DurationSeconds: DURATION_SECONDS,
  });
  if (!Credentials) throw new Error('STS has answered without a key.');
  return {
    secretId: Credentials.TmpSecretId ?? '',
    secretKey: Credentials.TmpSecretKey ?? '',
    token: Credentials.Token ?? '',
  };
}
