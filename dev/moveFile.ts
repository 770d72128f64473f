import { rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** ms */
const PAUSES = [10, 40, 160, 640];

const BUSY = ['EPERM', 'EACCES', 'EBUSY'];

/**
 * Moves a file, or a folder, on one disk, in place of a file that is there. Windows refuses while another program has it open, as
 * one that looks for viruses has each new file for a moment: then it is tried again.
 */
export async function moveFile(from: string, to: string): Promise<void> {
  for (const ms of process.platform === 'win32' ? PAUSES : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!BUSY.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    await pause(ms);
  }
  await rename(from, to);
}
