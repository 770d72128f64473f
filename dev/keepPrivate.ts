import { chmod, mkdir } from 'node:fs/promises';

/**
 * Makes the folder when it is not there, for its owner alone, and so everything that this process writes from now on: it
 * holds the person's photos. Windows has no such modes and keeps its own.
 */
export async function keepPrivate(dir: string): Promise<void> {
  process.umask(0o077);
  await mkdir(dir, { recursive: true });
  await chmod(dir, 0o700);
}
