import { functionFolder } from '../project/Project';
import { failed, passed } from '../report/Result';
import { rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

const MB = 1024 ** 2;

/** Whether the keys of the function can do all that the Mini Program does. */
export const policy: FileCheck = async ({ project }) => {
  const { bucket, region } = await rightConfig(project);
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1);
  const { createPolicy, prefixOf } = await project.functionCode();
  const { statement } = createPolicy({ bucket, appId, region, maxUploadBytes: 200 * MB }, 'oDoctor');
  const actions = Object.entries(await project.actions());
  const allowed = new Set(statement.flatMap(({ action }) => action));
  const missing = actions.filter(([, action]) => !allowed.has(action));
  if (missing.length > 0) {
    const names = missing.map(([operation, action]) => `${action} (${operation})`).join(', ');
    return failed({
      seen: `The function's keys do not allow ${names}`,
      means: 'Where the Mini Program does that, COS answers 403 AccessDenied.',
      change: `Allow it in ${functionFolder}/src/createPolicy.ts, run npm run prepare, and deploy the function again.`,
    });
  }
  const own = prefixOf('oDoctor');
  const wide = statement.flatMap(({ resource }) => resource).filter((name) => !name.endsWith(`/${own}*`));
  if (wide.length > 0) {
    return failed({
      seen: `The function's keys reach ${wide.join(', ')}`,
      means: `A user of the Mini Program can use what is not below ${prefixOf('<openid>')}.`,
      change: `Keep every resource in ${functionFolder}/src/createPolicy.ts below prefixOf(openId).`,
    });
  }
  return passed(`all ${actions.length} actions, below ${prefixOf('<openid>')} only`);
};
