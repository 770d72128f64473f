import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { flowFolders, type PieceName, pieces } from './pieces';
import { reduceDoor } from './reduceDoor';
import { referencesOf } from './referencesOf';
import type { Language, Template } from './Template';

/** Path in the folder, with slashes, and the content. */
export type Files = ReadonlyMap<string, Buffer>;

/** The folder `cos` as it is copied: whole, or the pieces that are asked for with all that they need. */
export async function cosFiles(
  template: Template,
  language: Language,
  only: readonly PieceName[] | undefined,
): Promise<Files> {
  const all = new Map(await readFolder(template.cos[language], /^miniprogram_npm\//));
  const npm = await readFolder(template.npm);
  if (npm.size === 0)
    throw new Error(`${template.npm} has no SDK. Run npm install in ${template.root} first.`);
  const wanted = only === undefined ? all : pieceFiles(all, only);
  return new Map([
    ...wanted,
    ...[...npm].map(([path, bytes]) => [`miniprogram_npm/${path}`, bytes] as const),
  ]);
}

/** The cloud function as WeChat deploys it, and its README; its sources take in tables of the template. */
export async function functionFiles(template: Template): Promise<Files> {
  const files = await readFolder(template.cloudFunction, /^src\//);
  if (!files.has('index.js'))
    throw new Error(`${template.cloudFunction} is not built. Run npm install in ${template.root} first.`);
  return files;
}

/** Follows what the files say that they need, from the pieces and the door. */
function pieceFiles(all: Files, only: readonly PieceName[]): Files {
  const chosen = only.map((name) => pieces[name]);
  const flows = new Set<string>(chosen.flatMap((piece) => piece.flows));
  const gone = flowFolders.filter((folder) => !flows.has(folder));
  const contentOf = (path: string): Buffer | undefined => {
    const bytes = all.get(path);
    const isDoor = /^(index|createFlows)\.[jt]s$/.test(path);
    return bytes && isDoor ? Buffer.from(reduceDoor(bytes.toString(), gone)) : bytes;
  };
  const components = chosen.flatMap((piece) => piece.components.map((name) => `components/${name}/`));
  // A component that needs no bucket stands alone.
  const always = flows.size > 0 ? /^(index\.[jt]s|README.*|typings\/.*)$/ : /^README/;
  const waiting = [...all.keys()].filter(
    (path) => always.test(path) || components.some((folder) => path.startsWith(folder)),
  );
  const files = new Map<string, Buffer>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const bytes = contentOf(path);
    if (bytes === undefined || files.has(path)) continue;
    files.set(path, bytes);
    waiting.push(...referencesOf(path, bytes.toString()));
  }
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Empty for one that is not there. */
export async function readFolder(folder: string, without = /^$/): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join(posix.sep))
    .filter((path) => !without.test(path));
  return new Map(
    await Promise.all(paths.sort().map(async (path) => [path, await readFile(join(folder, path))] as const)),
  );
}
