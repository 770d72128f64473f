import { configFile, type Project } from '../doctor/project/Project';
import { Unreadable } from '../doctor/project/Unreadable';
import { configSource } from '../local-cloud/configSource';
import { localConfig } from '../local-cloud/localConfig';
import type { LocalCloud } from '../local-cloud/startLocalCloud';
import { configText } from './files/configText';
import { NotUnderstood } from './text/NotUnderstood';

/**
 * The text of config.ts with which a local cloud stands in for what it names: as it is, with all else that is in it, but pointed
 * there. Anew where it can't be edited.
 *
 * @param at origins of its servers.
 */
export async function standIn(project: Project, at: LocalCloud['at']): Promise<string> {
  try {
    return await configText(project, await project.text(configFile), localConfig(at));
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof Unreadable) return configSource({ at });
    throw error;
  }
}
