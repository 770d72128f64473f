import { join } from 'node:path';
import { array, exactOptional, object, picklist, pipe, record, regex, string } from 'valibot';
import { checkJson } from '../../input/checkJson';
import { messageOf } from '../../messageOf';
import { readIfThere } from '../../readIfThere';
import { type PieceName, pieces } from '../source/pieces';
import { type Manifest, manifestName } from './Manifest';

/** A file that the manifest names may be removed: of another folder it names none, whoever wrote it. */
const hashes = record(
  pipe(string(), regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\:]+$/, 'a path in the folder')),
  string(),
);

const schema = object({
  template: string(),
  version: string(),
  language: picklist(['typescript', 'javascript']),
  only: exactOptional(array(picklist(Object.keys(pieces) as PieceName[]))),
  pages: array(string()),
  files: hashes,
  cloudFunction: hashes,
});

/**
 * What was copied into a folder the last time; undefined: nothing. Rejects for a manifest that can't be trusted any more.
 *
 * @param folder relative to `root`.
 */
export async function readManifest(root: string, folder: string): Promise<Manifest | undefined> {
  const path = join(root, folder, manifestName);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return checkJson(schema, JSON.parse(text.toString()));
  } catch (error) {
    throw new Error(
      `${path} can't be read any more: ${messageOf(error)}. What you changed can't be told. Take it from your history.`,
    );
  }
}
