import { join, resolve } from 'node:path';
import { cosFolder } from '../project/Project';
import { failed, passed } from '../report/Result';
import type { FileCheck } from './Setup';

/** Where "Build npm" of DevTools puts the SDK. */
export const npmRelation: FileCheck = async ({ project }) => {
  const { packNpmManually, packNpmRelationList = [] } = (await project.projectConfig()).setting ?? {};
  const fits = packNpmRelationList.some(
    ({ packageJsonPath = '', miniprogramNpmDistDir = '' }) =>
      resolve(project.root, packageJsonPath) === project.path('package.json') &&
      join(resolve(project.root, miniprogramNpmDistDir), '.') === project.path(cosFolder),
  );
  if (packNpmManually === true && fits) return passed(`"Build npm" writes into ${cosFolder}`);
  return failed({
    seen:
      packNpmManually === true
        ? `packNpmRelationList is ${JSON.stringify(packNpmRelationList)}`
        : `packNpmManually is ${JSON.stringify(packNpmManually) ?? 'absent'}`,
    means: `"Build npm" puts the SDK where the folder ${cosFolder} does not find it.`,
    change: `In setting of project.config.json: "packNpmManually": true, "packNpmRelationList": [{ "packageJsonPath": "./package.json", "miniprogramNpmDistDir": "./${cosFolder}/" }].`,
  });
};
