import { randomUUID } from 'node:crypto';
import { askCos } from '../../dev/doctor/cloud/askCos';
import type { BucketKind, Case, Trial } from '../cos-server/contract/Case';
import type { ContractHost } from '../cos-server/contract/ContractClient';
import type { BucketAddress } from './BucketAddress';
import { issueKey } from './issueKey';
import { sendLink } from './sendLink';

/** Where the cases are tried that the local server passes. */
export class RealBucket {
  /** @param prefix ends with `/`; all that the cases make is below it. */
  constructor(
    private readonly address: BucketAddress,
    private readonly prefix: string,
  ) {}

  /** Whether COS takes path style for it. */
  async kind(): Promise<BucketKind> {
    const { endpoint, region, bucket, secretId, secretKey } = this.address;
    const { code } = await askCos({
      method: 'GET',
      url: `${endpoint ?? `https://cos.${region}.myqcloud.com`}/${bucket}/`,
      query: { prefix: this.prefix, 'max-keys': '1' },
      by: { secretId, secretKey },
    });
    return code === 'PathStyleDomainForbidden' ? 'since-2024' : 'older';
  }

  /** Resolves when the case holds for the client, rejects when it does not. Of those that are for a server of ours nothing is done. */
  async run(host: ContractHost, each: Case): Promise<void> {
    if (each.localOnly !== undefined) return;
    const { bucket, region, secretId, secretKey } = this.address;
    const prefix = `${this.prefix}${randomUUID()}/`;
    // The SDKs know where it is; the port is for those of this machine.
    const open: Trial['connect'] = (credentials) => host.open({ port: 0 }, credentials);
    const appId = bucket.slice(bucket.lastIndexOf('-') + 1);
    const below: Trial['below'] = (start) => `qcs::cos:${region}:uid/${appId}:${bucket}/${start}*`;
    const issue: Trial['issue'] = (statement) => issueKey(this.address, statement);
    const key = await issue([{ effect: 'allow', action: 'name/cos:*', resource: below(prefix) }]);
    await each.run({
      client: open({ kind: 'temporary', key }),
      prefix,
      foreign: `${this.prefix}somebody-else/${randomUUID()}/`,
      bucket,
      region,
      owner: { secretId, secretKey },
      connect: open,
      issue,
      below,
      follow: (url, use) => sendLink(String(url), use),
    });
  }
}
