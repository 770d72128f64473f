import type { PackageJson } from '../project/Project';
import { Unreadable } from '../project/Unreadable';
import { failed, passed, skipped } from '../report/Result';
import { atLeast } from './atLeast';
import type { FileCheck } from './Setup';

const OLDEST = '3.8.0';
const typingsName = 'miniprogram-api-typings';

/** The types of `wx`. */
export const typings: FileCheck = async ({ project }) => {
  const installed = await project
    .json<PackageJson>(`node_modules/${typingsName}/package.json`)
    .catch((error: unknown) => {
      if (error instanceof Unreadable) return undefined;
      throw error;
    });
  if (!installed) return skipped(`${typingsName} is not installed`);
  const { version = '' } = installed;
  if (atLeast(version, OLDEST)) return passed(`${typingsName} ${version}`);
  return failed({
    seen: `${typingsName} ${version}`,
    means: 'The folder cos does not compile with it.',
    change: `npm install --save-dev ${typingsName}@^${OLDEST}`,
  });
};
