import { configFile } from '../doctor/project/Project';
import { projectConfigFile } from './files/planChanges';
import { editConfig } from './text/editConfig';
import type { NotUnderstood } from './text/NotUnderstood';
import type { Setup } from './values/Setup';

/** What to write oneself, where config.ts has a shape that can't be edited. */
export function byHand({ why, line }: NotUnderstood, { appId, config }: Setup): string {
  const written = editConfig("export const config: CosConfig = {\n  bucket: '',\n};", config);
  return [
    `${configFile} can't be changed without a risk to what is in it, so nothing was written. Line ${line}: ${why}.`,
    'Edit it by hand:',
    written.replace(/^/gm, '  '),
    `and in ${projectConfigFile}: "appid": "${appId}"`,
    'Then ask npm run doctor.',
  ].join('\n');
}
