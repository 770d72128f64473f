import { join, posix } from 'node:path';
import { readIfThere } from '../../readIfThere';
import type { Files } from '../source/readFiles';
import type { Change } from './Change';
import { hashOf } from './Manifest';

const NEWLINE = 10;

export interface FolderPlan {
  readonly changes: readonly Change[];
  /** Files that are there and were not copied by us. Paths like those of the changes. */
  readonly conflicts: readonly string[];
  /** For the manifest. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** An earlier run was stopped while it wrote the file. One that ends with a line may be what a person left of it. */
function isBeginning(part: Buffer, whole: Buffer): boolean {
  return part.at(-1) !== NEWLINE && whole.subarray(0, part.length).equals(part);
}

/**
 * What has to be done so that a folder of theirs has these files.
 *
 * @param folder relative to `root`.
 * @param before the hashes of the last time; undefined: there was none.
 * @param isTheirs files that are theirs once they are there.
 */
export async function planFiles(
  root: string,
  folder: string,
  files: Files,
  before: Readonly<Record<string, string>> | undefined,
  isTheirs: (path: string) => boolean = () => false,
): Promise<FolderPlan> {
  const changes: Change[] = [];
  const conflicts: string[] = [];
  const hashes: Record<string, string> = {};
  for (const [name, bytes] of files) {
    const path = posix.join(folder, name);
    const there = await readIfThere(join(root, path));
    const [old, wanted, present] = [before?.[name], hashOf(bytes), there && hashOf(there)];
    hashes[name] = wanted;
    if (old !== undefined && present !== undefined && isTheirs(name)) hashes[name] = old;
    else if (present === wanted) continue;
    else if (present === undefined && (old === undefined || isTheirs(name)))
      changes.push({ kind: 'add', path, bytes });
    else if (present === undefined) changes.push({ kind: 'leave-out', path });
    else if (there && isBeginning(there, bytes)) changes.push({ kind: 'update', path, bytes });
    else if (old === undefined) conflicts.push(path);
    else if (present === old) changes.push({ kind: 'update', path, bytes });
    else if (wanted === old) changes.push({ kind: 'keep', path });
    else changes.push({ kind: 'keep', path, beside: { path: `${path}.new`, bytes } });
  }
  for (const [name, old] of Object.entries(before ?? {})) {
    if (files.has(name)) continue;
    const path = posix.join(folder, name);
    const there = await readIfThere(join(root, path));
    if (there === undefined) continue;
    changes.push(hashOf(there) === old ? { kind: 'remove', path } : { kind: 'keep', path });
  }
  return { changes, conflicts, hashes };
}
