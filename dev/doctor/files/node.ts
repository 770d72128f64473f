import type { PackageJson } from '../project/Project';
import { failed, passed } from '../report/Result';
import { atLeast } from './atLeast';
import type { FileCheck } from './Setup';

/** What runs the commands here. */
export const node: FileCheck = async ({ project }) => {
  const oldest = (await project.json<PackageJson>('package.json')).engines?.node?.replace(/^>=/, '') ?? '20';
  if (atLeast(process.versions.node, oldest)) return passed(`Node.js ${process.versions.node}`);
  return failed({
    seen: `Node.js ${process.versions.node}`,
    means: `The commands of this project need ${oldest} or newer.`,
    change: `Install Node.js ${oldest} or newer.`,
  });
};
