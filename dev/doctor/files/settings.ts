import { regionMeant } from '../project/formats';
import { passed, warning } from '../report/Result';
import { isLocal, judgeConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

/** miniprogram/cos/config.ts */
export const settings: FileCheck = async ({ project }) => {
  const judgement = judgeConfig(await project.config());
  if (judgement.kind !== 'right') return judgement;
  const { bucket, region, addressing, endpoint, credentials } = judgement.config;
  if (endpoint !== undefined) {
    return warning({
      seen: `endpoint is ${endpoint}${isLocal(endpoint) ? ': the local cloud of npm start' : ''}`,
      means: isLocal(endpoint)
        ? 'It works in the simulator, and in WeChat DevTools on this computer. A phone can not reach it.'
        : 'Not Tencent COS is asked, but a server that speaks as it does.',
      change: 'For a bucket of your own: npm run configure.',
    });
  }
  const meant = regionMeant(region);
  if (meant !== undefined) {
    return warning({
      seen: `region is ${region}`,
      means: `It is not known here, and looks like ${meant}. There is no host of a region that does not exist.`,
      change: `Compare it with the region of ${bucket} in the COS console: npm run configure -- --region ${meant}.`,
    });
  }
  const keys = 'url' in credentials ? credentials.url : `the cloud function ${credentials.cloudFunction}`;
  return passed(`${bucket} in ${region}, ${addressing}; keys from ${keys}`);
};
