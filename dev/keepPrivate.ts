import { mkdir } from 'node:fs/promises';

/**
 * From now on what this process writes is its owner's alone: it holds the person's photos. So is the folder when it is made here;
 * one that is there may hold what is for others. Windows has no such modes and keeps its own.
 */
export async function keepPrivate(dir: string): Promise<void> {
  process.umask(0o077);
  await mkdir(dir, { recursive: true });
}
