import type { ContractHost } from '../cos-server/contract/ContractClient';
import { miniProgramHostsFor } from '../cos-server/contract/clients/miniProgramHosts';
import { nodeHost } from '../cos-server/contract/clients/nodeHosts';
import { type BucketAddress, virtualHosted } from './BucketAddress';
import { sendLink } from './sendLink';

/** The SDKs, asking a bucket where it is. The one for browsers is left out: it would need a CORS rule. */
export function realHosts(address: BucketAddress): ContractHost[] {
  const { bucket: Bucket, region: Region, endpoint } = address;
  const place = { Bucket, Region };
  const byHost = { addressing: 'virtual-hosted', main: true, options: () => virtualHosted(address) } as const;
  const byPath = {
    addressing: 'path-style',
    main: true,
    options: () => ({ ForcePathStyle: true, ...(endpoint !== undefined && { Domain: endpoint }) }),
  } as const;
  return [
    nodeHost({ name: 'virtual-hosted', ...byHost }, place),
    ...miniProgramHostsFor(
      [
        { name: 'cos-wx-sdk-v5 1.4.13, path-style', sdk: 'pinned', ...byPath },
        { name: 'cos-wx-sdk-v5 1.4.13, virtual-hosted', sdk: 'pinned', ...byHost },
        { name: 'cos-wx-sdk-v5 1.8.0, virtual-hosted', sdk: 'newest', ...byHost },
      ],
      { place, follow: (url) => sendLink(url) },
    ),
  ];
}
