import type { Project } from '../doctor/project/Project';
import { readCurrent } from './readCurrent';
import { isOnLocalCloud } from './values/Setup';

/** The bucket that config.ts names; undefined while it points to the local cloud, or can't be read. */
export async function bucketOf(project: Project): Promise<string | undefined> {
  const setup = await readCurrent(project);
  return setup && !isOnLocalCloud(setup.config) ? setup.config.bucket : undefined;
}
