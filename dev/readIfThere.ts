import { readFile } from 'node:fs/promises';

/** Undefined where there is no such file. Rejects for one that is there and can't be read. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
}
