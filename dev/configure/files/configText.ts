import { isDeepStrictEqual } from 'node:util';
import type { CosConfig } from '../../doctor/project/CosConfig';
import { cosFolder, type Project } from '../../doctor/project/Project';
import { evaluate } from '../../evaluate';
import { messageOf } from '../../messageOf';
import { editConfig } from '../text/editConfig';
import { NotUnderstood } from '../text/NotUnderstood';

/**
 * The text of config.ts with these values, which it has also when it runs: a line below the object can change it again.
 *
 * @throws NotUnderstood where it can't be edited so.
 */
export async function configText(project: Project, before: string, wanted: CosConfig): Promise<string> {
  const text = editConfig(before, wanted);
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
