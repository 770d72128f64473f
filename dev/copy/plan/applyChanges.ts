import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../../messageOf';
import { readIfThere } from '../../readIfThere';
import type { Change } from './Change';

/** All of them or none: when one can't be made, those before it are taken back, and it rejects. */
export async function applyChanges(root: string, changes: readonly Change[]): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const change of changes) {
      if (change.kind === 'remove') await remove(join(root, change.path), undo);
      else if (change.kind === 'keep' && change.beside)
        await write(join(root, change.beside.path), change.beside.bytes, undo);
      else if ('bytes' in change) await write(join(root, change.path), change.bytes, undo);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw new Error(`${messageOf(error)}. Nothing was changed in ${root}.`);
  }
  // Only when nothing can fail any more.
  for (const change of changes)
    if (change.kind === 'remove') await prune(root, dirname(join(root, change.path)));
}

async function write(path: string, bytes: Buffer, undo: (() => Promise<unknown>)[]): Promise<void> {
  const before = await readIfThere(path);
  const made = await mkdir(dirname(path), { recursive: true });
  if (made !== undefined) undo.push(() => rm(made, { recursive: true, force: true }));
  undo.push(() => (before ? writeFile(path, before) : rm(path, { force: true })));
  await writeFile(path, bytes);
}

async function remove(path: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const before = await readFile(path);
  undo.push(() => writeFile(path, before));
  await rm(path);
}

/** Folders that are empty now. */
async function prune(root: string, folder: string): Promise<void> {
  if (folder.length <= root.length) return;
  const isEmpty = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isEmpty) await prune(root, dirname(folder));
}
