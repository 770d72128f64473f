import { configFile } from '../project/Project';
import { passed, warning } from '../report/Result';
import { isLocal, rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

/** What the addressing of config.ts asks of the bucket. */
export const addressing: FileCheck = async ({ project }) => {
  const { addressing, bucket, region, endpoint } = await rightConfig(project);
  const host = `cos.${region}.myqcloud.com`;
  if (endpoint !== undefined)
    return passed(`${addressing} on ${isLocal(endpoint) ? 'the local cloud' : endpoint}`);
  if (addressing === 'virtual-hosted')
    return passed(`virtual-hosted: ${bucket}.${host}, for buckets of any age`);
  return warning({
    seen: `path-style: ${host}/${bucket}`,
    means:
      'One host for all buckets of a region, but COS refuses it to buckets that were created since 2024-01-01.',
    change: `If the COS console shows such a date, set addressing in ${configFile} to 'virtual-hosted'. With SECRET_ID and SECRET_KEY the doctor asks the bucket itself.`,
  });
};
