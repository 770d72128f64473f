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
  const keys = 'url' in credentials ? credentials.url : `the cloud function ${credentials.cloudFunction}`;
  return passed(`${bucket} in ${region}, ${addressing}; keys from ${keys}`);
};
