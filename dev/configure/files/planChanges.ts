import { isDeepStrictEqual } from 'node:util';
import type { CosConfig } from '../../doctor/project/CosConfig';
import { configFile, cosFolder, type Project } from '../../doctor/project/Project';
import { evaluate } from '../../evaluate';
import { messageOf } from '../../messageOf';
import { privateConfigFile, privateConfigText } from '../../privateConfig';
import { editConfig } from '../text/editConfig';
import { editJson } from '../text/editJson';
import { NotUnderstood } from '../text/NotUnderstood';
import { isOnLocalCloud, type Setup } from '../values/Setup';
import type { FileChange } from './FileChange';

export type Plan =
  | { readonly kind: 'planned'; readonly changes: readonly FileChange[] }
  | {
      /** Somebody wrote a file in a way that a change could lose something of. */
      readonly kind: 'by-hand';
      readonly file: string;
      readonly reason: NotUnderstood;
    };

export const projectConfigFile = 'project.config.json';

/**
 * What to write so that the project is set up so; nothing where it is. Writes nothing itself.
 *
 * @param current undefined when it can't be read.
 * @throws Unreadable for a file that is not there.
 */
export async function planChanges(
  project: Project,
  wanted: Setup,
  current: Setup | undefined,
): Promise<Plan> {
  const config = await project.text(configFile);
  const shared = await project.text(projectConfigFile);
  const edits: readonly [file: string, before: string, edit: () => string | Promise<string>][] = [
    [configFile, config, () => runsAs(project, editConfig(config, wanted.config), wanted.config)],
    [projectConfigFile, shared, () => editJson(shared, { appid: wanted.appId })],
  ];
  const changes: FileChange[] = [];
  for (const [file, before, edit] of edits) {
    try {
      changes.push({ file, before, after: await edit() });
    } catch (reason) {
      if (reason instanceof NotUnderstood) return { kind: 'by-hand', file, reason };
      throw reason;
    }
  }
  const own = await domainCheckChange(project, wanted, current);
  if (own) changes.push(own);
  return { kind: 'planned', changes: changes.filter(({ before, after }) => before !== after) };
}

/** The text, when it says so also when it runs: a line below the object can change it again. */
async function runsAs(project: Project, text: string, wanted: CosConfig): Promise<string> {
  const run = await evaluate<{ config: CosConfig }>(project.path(cosFolder), text).catch((error: unknown) => {
    throw new NotUnderstood(`it does not run: ${messageOf(error)}`, 1);
  });
  if (isDeepStrictEqual(settingsOf(run.config), settingsOf(wanted))) return text;
  throw new NotUnderstood('something in it changes config when it runs', 1);
}

function settingsOf({ bucket, region, addressing, endpoint, credentials }: CosConfig) {
  const keys: { url?: string; cloudFunction?: string; environment?: string } = credentials;
  return [bucket, region, addressing, endpoint, keys.url, keys.cloudFunction, keys.environment];
}

/**
 * The local cloud is in no domain list, so that this computer's settings switch WeChat's check of them off; for a bucket it
 * must be on, or DevTools asks hosts that a phone does not. Only on the way from the one to the other: else a person chooses.
 */
async function domainCheckChange(
  project: Project,
  wanted: Setup,
  current: Setup | undefined,
): Promise<FileChange | undefined> {
  const local = isOnLocalCloud(wanted.config);
  if (current && isOnLocalCloud(current.config) === local) return undefined;
  const file = privateConfigFile;
  const before = await project.text(file).catch(() => undefined);
  if (before === undefined) {
    const { projectname = '' } = await project.projectConfig();
    return local ? { file, before, after: privateConfigText(projectname) } : undefined;
  }
  const own = await project.json<{ setting?: { urlCheck?: unknown } }>(file).catch(() => undefined);
  if (own?.setting?.urlCheck !== local) return undefined;
  return { file, before, after: editJson(before, { setting: { urlCheck: !local } }) };
}
