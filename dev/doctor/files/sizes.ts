import { PACKAGE_LIMIT, packageSizes } from '../../verify-wechat/packageSizes';
import { Pointless } from '../report/Pointless';
import { passed, warning } from '../report/Result';
import type { FileCheck } from './Setup';

const toKilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;

/** How large the packages are at most. What WeChat's compiler makes of the sources, `npm run verify:wechat` measures. */
export const sizes: FileCheck = async ({ project }) => {
  const { miniprogramRoot = '' } = await project.projectConfig();
  await project.json(`${miniprogramRoot}/app.json`).catch(() => {
    // The check of the pages tells why.
    throw new Pointless('there is no app.json that can be read');
  });
  const packages = (await packageSizes(project.path(miniprogramRoot))).map(({ name, own, sdk }) => ({
    name,
    bytes: own + sdk,
  }));
  const told = packages.map(({ name, bytes }) => `${name} ${toKilobytes(bytes)}`).join(', ');
  const large = packages.filter(({ bytes }) => bytes > PACKAGE_LIMIT);
  if (large.length === 0)
    return passed(`sources: ${told}; WeChat takes ${toKilobytes(PACKAGE_LIMIT)} each, compiled`);
  return warning({
    seen: `sources: ${told}`,
    means: `WeChat takes ${toKilobytes(PACKAGE_LIMIT)} of a package, compiled: ${large.map(({ name }) => name).join(', ')} may be too large.`,
    change: 'Run npm run verify:wechat, which compiles and measures it.',
  });
};
