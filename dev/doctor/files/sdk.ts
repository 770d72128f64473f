import { sdkFile, sdkName, sdkVersion } from '../../verify-wechat/sdk';
import { configFile, cosFolder, type PackageJson } from '../project/Project';
import { failed, passed } from '../report/Result';
import { atLeast } from './atLeast';
import { rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

/** An exact version: of a range `npm install` takes the newest. */
const EXACT = /^\d+\.\d+\.\d+$/;
/** The newest that takes path style; the next one throws. */
const PATH_STYLE = '1.4.13';
const WITHOUT_PATH_STYLE = '1.5.0';

/** The SDK that ships: the one that package.json names, and able to do what config.ts wants. */
export const sdk: FileCheck = async ({ project }) => {
  const wanted = (await project.json<PackageJson>('package.json')).dependencies?.[sdkName];
  const built = await sdkVersion(project.path(`${cosFolder}/${sdkFile}`));
  const { addressing } = await rightConfig(project);
  if (built === undefined) {
    return failed({
      seen: `${cosFolder}/${sdkFile} is not there`,
      means: 'The pages start without the SDK, and stop at once.',
      change: 'Run npm install.',
    });
  }
  const takesPathStyle =
    wanted !== undefined &&
    EXACT.test(wanted) &&
    ![wanted, built].some((one) => atLeast(one, WITHOUT_PATH_STYLE));
  if (addressing === 'path-style' && !takesPathStyle) {
    return failed({
      seen: `addressing is 'path-style'; package.json asks for ${sdkName} ${wanted ?? '(nothing)'}, and ${built} ships`,
      means: `From ${WITHOUT_PATH_STYLE} on the SDK throws on path style, and a range lets npm install take such a one.`,
      change: `Set ${sdkName} in package.json to "${PATH_STYLE}" and run npm install; or set addressing in ${configFile} to 'virtual-hosted'.`,
    });
  }
  if (wanted !== undefined && EXACT.test(wanted) && wanted !== built) {
    return failed({
      seen: `package.json asks for ${sdkName} ${wanted}, and ${built} is in ${cosFolder}/miniprogram_npm`,
      means: 'Another SDK ships than was tried.',
      change: 'Run npm install.',
    });
  }
  return passed(`${sdkName} ${built}`);
};
