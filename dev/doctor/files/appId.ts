import { isAppId } from '../project/formats';
import { failed, passed, warning } from '../report/Result';
import { rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

/** Whose Mini Program it is. */
export const appId: FileCheck = async ({ project }) => {
  const { appid } = await project.projectConfig();
  const change =
    'Set appid in project.config.json to that of your Mini Program (mp.weixin.qq.com → Development).';
  if (appid !== undefined && isAppId(appid)) return passed(appid);
  if (appid !== 'touristappid') {
    return failed({
      seen: `appid is ${JSON.stringify(appid) ?? 'absent'}`,
      means: 'An app id is "wx" and 16 digits or letters from a to f: WeChat knows no other.',
      change,
    });
  }
  const { endpoint, credentials } = await rightConfig(project);
  const tourist = { seen: 'appid is touristappid', change };
  return endpoint === undefined && 'cloudFunction' in credentials
    ? failed({ ...tourist, means: 'A tourist has no cloud functions: there will be no key.' })
    : warning({ ...tourist, means: 'DevTools opens the project, but makes no preview for a phone.' });
};
