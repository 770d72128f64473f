import { judgeConfig } from '../doctor/files/judgeConfig';
import type { Project } from '../doctor/project/Project';
import type { Setup } from './values/Setup';

/** How the project is set up; undefined when its files can't be read, or say what can't work. */
export async function readCurrent(project: Project): Promise<Setup | undefined> {
  try {
    const judgement = judgeConfig(await project.config());
    const { appid } = await project.projectConfig();
    return judgement.kind === 'right' ? { appId: String(appid), config: judgement.config } : undefined;
  } catch {
    // What is wrong with a file is told by what is to be written into it, and by the doctor.
    return undefined;
  }
}
