import { configFile, type Project } from '../../doctor/project/Project';
import { JsonText } from '../../JsonText';
import { privateConfigFile, privateConfigText } from '../../privateConfig';
import { NotUnderstood } from '../text/NotUnderstood';
import { isOnLocalCloud, type Setup } from '../values/Setup';
import { configText } from './configText';
import type { FileChange } from './FileChange';

export type Plan =
  | { readonly kind: 'planned'; readonly changes: readonly FileChange[] }
  | {
      /** Somebody wrote config.ts in a way that a change could lose something of. */
      readonly kind: 'by-hand';
      readonly reason: NotUnderstood;
    };

export const projectConfigFile = 'project.config.json';

/**
 * What to write so that the project is set up so; nothing where it is. Writes nothing itself.
 *
 * @param current undefined when it can't be read.
 * @throws Unreadable for a file that is not there; Error for a project.config.json that is no JSON.
 */
export async function planChanges(
  project: Project,
  wanted: Setup,
  current: Setup | undefined,
): Promise<Plan> {
  const before = await project.text(configFile);
  const changes: FileChange[] = [];
  try {
    const after = await configText(project, before, wanted.config);
    changes.push({ file: configFile, before, after });
  } catch (reason) {
    if (reason instanceof NotUnderstood) return { kind: 'by-hand', reason };
    throw reason;
  }
  changes.push(withValue(projectConfigFile, await project.text(projectConfigFile), ['appid'], wanted.appId));
  const own = await domainCheckChange(project, wanted, current);
  if (own) changes.push(own);
  return { kind: 'planned', changes: changes.filter(({ before, after }) => before !== after) };
}

function withValue(
  file: string,
  before: string,
  path: readonly string[],
  value: string | boolean,
): FileChange {
  const json = new JsonText(file, before);
  json.set([...path], value);
  return { file, before, after: json.edited };
}

/**
 * The local cloud is in no domain list, so that this computer's settings switch WeChat's check of them off; for a bucket it
 * must be on, or DevTools asks hosts that a phone does not. Once it is set up for a bucket, a person may choose otherwise.
 */
async function domainCheckChange(
  project: Project,
  wanted: Setup,
  current: Setup | undefined,
): Promise<FileChange | undefined> {
  const local = isOnLocalCloud(wanted.config);
  if (!local && current && !isOnLocalCloud(current.config)) return undefined;
  const file = privateConfigFile;
  const before = await project.text(file).catch(() => undefined);
  if (before === undefined) {
    const { projectname = '' } = await project.projectConfig();
    return local ? { file, before, after: privateConfigText(projectname) } : undefined;
  }
  const own = await project.json<{ setting?: { urlCheck?: unknown } }>(file).catch(() => undefined);
  if (own?.setting?.urlCheck !== local) return undefined;
  return withValue(file, before, ['setting', 'urlCheck'], !local);
}
