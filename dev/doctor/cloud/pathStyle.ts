import type { CosConfig } from '../project/CosConfig';
import { configFile } from '../project/Project';
import { failed, passed, skipped } from '../report/Result';
import { askCos } from './askCos';
import { type Cloud, type CloudCheck, userOf } from './Cloud';
import { listBuckets } from './listBuckets';

/** Whether the bucket takes the addressing of config.ts: one created since 2024-01-01 refuses path style. */
export function pathStyle(addressing: CosConfig['addressing']): CloudCheck {
  return async (cloud) => {
    const { place, prefix } = cloud;
    const query = { prefix, 'max-keys': '1' };
    const { status, code } = await askCos({
      method: 'GET',
      url: place.urls['path-style'],
      query,
      by: userOf(cloud),
    });
    const created = await creationOf(cloud);
    if (code === 'PathStyleDomainForbidden') {
      if (addressing === 'virtual-hosted') return passed(`virtual-hosted, as the bucket wants it${created}`);
      return failed({
        seen: `The bucket refuses path style: PathStyleDomainForbidden${created}`,
        means: 'It was created since 2024-01-01: every request of the Mini Program would be answered 403.',
        change: `Set addressing in ${configFile} to 'virtual-hosted', and take the new host into the three domain lists.`,
      });
    }
    if (status === 200) return passed(`${addressing}; the bucket takes both${created}`);
    return skipped(`COS answers ${status} ${code ?? ''} to a list of ${prefix}`);
  };
}

async function creationOf(cloud: Cloud): Promise<string> {
  const own = (await listBuckets(cloud))?.find(({ name }) => name === cloud.place.bucket);
  return own ? `; created ${own.created}` : '';
}
