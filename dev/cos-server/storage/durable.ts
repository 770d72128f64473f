import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { moveFile } from '../../moveFile';

/**
 * Writes a small file so that, whenever the machine stops, either the old one or the new one is there whole.
 *
 * @param aside a path on the same disk that nothing else uses.
 */
export async function replaceFile(path: string, aside: string, text: string): Promise<void> {
  try {
    const file = await open(aside, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveFile(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes files that were added to a folder or removed from it survive a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder, and keeps its entries without being asked.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
