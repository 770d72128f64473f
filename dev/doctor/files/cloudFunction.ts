import { functionFolder, functionName, type PackageJson } from '../project/Project';
import { failed, passed, skipped } from '../report/Result';
import { rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

const BUILD = 'Run npm run prepare, and deploy the function again.';

/** The folder that is deployed. */
export const cloudFunction: FileCheck = async ({ project }) => {
  const { credentials } = await rightConfig(project);
  const main = (await project.json<PackageJson>(`${functionFolder}/package.json`)).main ?? 'index.js';
  const { permissions } = await project.json<{ permissions?: unknown }>(`${functionFolder}/config.json`);
  if (typeof permissions !== 'object') {
    return failed({
      seen: `${functionFolder}/config.json has no permissions`,
      means: 'WeChat reads there what the function may call of its own interfaces.',
      change: `Put { "permissions": { "openapi": [] } } into ${functionFolder}/config.json.`,
    });
  }
  const built = await project.text(`${functionFolder}/${main}`).catch(() => undefined);
  if (built === undefined) {
    return failed({
      seen: `${functionFolder}/${main} is not there`,
      means: 'What is deployed would do nothing.',
      change: BUILD,
    });
  }
  const actions = Object.values(await project.actions());
  const missing = actions.filter((action) => !built.includes(action));
  if (missing.length > 0) {
    return failed({
      seen: `${functionFolder}/${main} does not know ${missing.join(', ')}`,
      means:
        'It was built before miniprogram/cos/actions.ts was changed: its keys lack these actions, and COS answers 403.',
      change: BUILD,
    });
  }
  if ('url' in credentials) return skipped(`config.ts asks ${credentials.url}`);
  const { cloudfunctionRoot = '' } = await project.projectConfig();
  if (project.path(`${cloudfunctionRoot}/${functionName}`) !== project.path(functionFolder)) {
    return failed({
      seen: `cloudfunctionRoot is ${JSON.stringify(cloudfunctionRoot)}`,
      means: `DevTools does not offer ${functionFolder} for deployment.`,
      change: 'Set cloudfunctionRoot in project.config.json to "cloudfunctions/".',
    });
  }
  if (credentials.cloudFunction !== functionName) {
    return failed({
      seen: `config.ts asks the cloud function ${credentials.cloudFunction}; the one here is ${functionName}`,
      means: 'The Mini Program finds no function of that name.',
      change: `Set credentials to { cloudFunction: '${functionName}' }, or deploy a function of the other name.`,
    });
  }
  return passed(`${functionFolder} is built, with all ${actions.length} actions`);
};
