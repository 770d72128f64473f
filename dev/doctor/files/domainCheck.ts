import { privateConfigFile } from '../../privateConfig';
import { passed, warning } from '../report/Result';
import { rightConfig } from './judgeConfig';
import type { FileCheck } from './Setup';

/** Whether DevTools asks only hosts that are in the lists, as a phone does. */
export const domainCheck: FileCheck = async ({ project }) => {
  const { endpoint } = await rightConfig(project);
  const own = await project
    .json<{ setting?: { urlCheck?: boolean } }>(privateConfigFile)
    .catch(() => undefined);
  const shared = (await project.projectConfig()).setting?.urlCheck;
  const off = [
    own?.setting?.urlCheck === false && privateConfigFile,
    shared === false && 'project.config.json',
  ];
  const [file] = off.filter((name) => typeof name === 'string');
  if (file === undefined) return passed('DevTools checks the hosts as a phone does');
  if (endpoint?.startsWith('http:')) return passed('off, as the local cloud needs it');
  return warning({
    seen: `urlCheck is false in ${file}`,
    means: 'DevTools on this computer asks any host. A phone asks those of the domain lists only.',
    change: `Take urlCheck out of ${file}, and see in DevTools whether the lists are complete.`,
  });
};
