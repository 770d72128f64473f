import { open, rm, stat } from 'node:fs/promises';
import type { Project } from '../../doctor/project/Project';
import { moveFile } from '../../moveFile';
import type { FileChange } from './FileChange';

/** Beside a file while it is written; the next run writes over one that a cut has left. */
const HALF_WRITTEN = '.configure';

/**
 * Writes them so that a cut in the middle leaves each file as it was or as it is to be: all are on the disk before the first
 * takes its place. Rejects, with nothing changed, when one can't be written.
 */
export async function writeFiles(project: Project, changes: readonly FileChange[]): Promise<void> {
  const paths = changes.map(({ file }) => project.path(file));
  try {
    for (const [index, { after }] of changes.entries()) await writeBeside(paths[index] ?? '', after);
  } catch (error) {
    await Promise.all(paths.map((path) => rm(path + HALF_WRITTEN, { force: true })));
    throw error;
  }
  for (const path of paths) await moveFile(path + HALF_WRITTEN, path);
}

async function writeBeside(path: string, text: string): Promise<void> {
  const mode = await stat(path).then(
    (found) => found.mode,
    () => undefined,
  );
  const file = await open(path + HALF_WRITTEN, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
