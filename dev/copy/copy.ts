import { readdir, realpath } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { readIfThere } from '../readIfThere';
import type { Host } from './host/Host';
import { keptOutOfGit } from './host/keptOutOfGit';
import { readHost } from './host/readHost';
import { applyChanges } from './plan/applyChanges';
import type { Change } from './plan/Change';
import { type Manifest, manifestName } from './plan/Manifest';
import { planFiles } from './plan/planFiles';
import { planJson } from './plan/planJson';
import { readManifest } from './plan/readManifest';
import type { CopyReport } from './report/CopyReport';
import type { PieceName } from './source/pieces';
import { cosFiles, functionFiles, readFolder } from './source/readFiles';
import type { Language, Template } from './source/Template';

export interface CopyOptions {
  /** The folder of their Mini Program. */
  readonly folder: string;
  /** Default: as the last time; else the whole folder. `'all'` is the whole folder. */
  readonly only?: readonly PieceName[] | 'all';
  /** Below the root of the Mini Program. Default: as the last time; else `cos`. */
  readonly to?: string;
  /** Default: as the last time; else what their compile settings take. */
  readonly language?: Language;
  /** Only says what it would do. */
  readonly dryRun?: boolean;
}

/**
 * Brings the folder `cos`, or pieces of it, into a Mini Program. Rejects, with nothing changed, when a file is in the way or
 * something is missing.
 */
export async function copy(template: Template, options: CopyOptions): Promise<CopyReport> {
  const host = await readHost(options.folder);
  await expectOther(template, host);
  const to = options.to ?? (await formerFolder(host)) ?? 'cos';
  if (!/^[\w-]+(\/[\w-]+)*$/.test(to))
    throw new Error(`--to ${to}: a folder below the root of the Mini Program, such as packages/cos.`);
  const folder = posix.join(host.miniprogram, to);
  const former = await readManifest(host.root, folder);
  const language =
    options.language ?? former?.language ?? (host.takesTypeScript ? 'typescript' : 'javascript');
  if (former && former.language !== language)
    throw new Error(
      `${folder} was copied as ${former.language}; it can't become ${language}. Delete it first, without config, and copy again.`,
    );
  const only = options.only === 'all' ? undefined : (options.only ?? former?.only);
  const functionFolder = posix.join(host.functions ?? 'cloudfunctions', 'cos-credentials');
  const isConfig = (path: string): boolean => /^config\.[jt]s$/.test(path);
  const cos = await planFiles(
    host.root,
    folder,
    await cosFiles(template, language, only),
    former?.files,
    isConfig,
  );
  const cloudFunction = await planFiles(
    host.root,
    functionFolder,
    await functionFiles(template),
    former?.cloudFunction,
  );
  const strangers = former ? [] : await strangersIn(host, folder, cos.hashes);
  const conflicts = [...strangers, ...cos.conflicts, ...cloudFunction.conflicts];
  if (conflicts.length > 0) throw new Error(inTheWay(host, conflicts));
  const pages = only === undefined ? template.pages : [];
  const json = planJson(host, template, {
    language,
    to,
    pages,
    formerPages: former?.pages ?? [],
    functionFolder,
  });
  const manifest: Manifest = {
    template: 'wechat-cos-template',
    version: template.version,
    language,
    ...(only && { only }),
    pages,
    files: cos.hashes,
    cloudFunction: cloudFunction.hashes,
  };
  const note = await noteOf(host, posix.join(folder, manifestName), manifest);
  const isRemoval = ({ kind }: Change): boolean => kind === 'remove';
  const files = [...cos.changes, ...cloudFunction.changes];
  // So that a run that is stopped half way leaves a Mini Program that compiles, and the next one knows where it was.
  const changes = [
    ...files.filter((change) => !isRemoval(change)),
    ...json,
    ...files.filter(isRemoval),
    ...note,
  ];
  if (!options.dryRun) await applyChanges(host.root, changes);
  const isBuilt = host.builtBy !== undefined || (await keptOutOfGit(host.root, [host.app.path])).length > 0;
  const copied = [
    posix.join(folder, manifestName),
    ...Object.keys(cos.hashes).map((name) => posix.join(folder, name)),
    ...Object.keys(cloudFunction.hashes).map((name) => posix.join(functionFolder, name)),
  ];
  return {
    host,
    to,
    folder,
    functionFolder,
    language,
    only,
    former: former?.version,
    changes,
    isBuilt,
    ignored: isBuilt ? [] : await keptOutOfGit(host.root, copied),
  };
}

/**
 * Files of theirs in the folder where ours is to be. Beside them it would work in the main package only: as a subpackage it takes
 * what the main package requires of them.
 */
async function strangersIn(
  { root }: Host,
  folder: string,
  ours: Readonly<Record<string, string>>,
): Promise<string[]> {
  const there = [...(await readFolder(join(root, folder), /(^|\/)\./)).keys()];
  return there.filter((name) => !Object.hasOwn(ours, name)).map((name) => posix.join(folder, name));
}

/** Neither this template nor a folder of it, such as the one that is copied. */
async function expectOther(template: Template, { root }: Host): Promise<void> {
  const way = relative(await realpath(template.root), await realpath(root));
  const isInside = way === '' || !(way === '..' || way.startsWith(`..${sep}`));
  if (isInside) throw new Error(`${root} is this template itself. Name the folder of your own Mini Program.`);
}

/** Where the last time put it. */
async function formerFolder({ root, miniprogram }: Host): Promise<string | undefined> {
  const start = join(root, miniprogram);
  const search = async (folder: string): Promise<string | undefined> => {
    const entries = await readdir(join(start, folder), { withFileTypes: true });
    if (entries.some(({ name }) => name === manifestName)) return folder;
    const folders = entries.filter(
      (entry) => entry.isDirectory() && !/^(\.|node_modules|miniprogram_npm)/.test(entry.name),
    );
    for (const { name } of folders) {
      const found = await search(posix.join(folder, name));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search('');
}

async function noteOf({ root }: Host, path: string, manifest: Manifest): Promise<Change[]> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const before = await readIfThere(join(root, path));
  if (before?.toString() === text) return [];
  return [{ kind: before === undefined ? 'add' : 'update', path, bytes: Buffer.from(text) }];
}

function inTheWay({ root }: Host, paths: readonly string[]): string {
  const shown = paths.slice(0, 20).map((path) => `  ${path}`);
  const more = paths.length > 20 ? [`  and ${paths.length - 20} more`] : [];
  return [
    `${paths.length} files in ${root} are where the copy is to be, and not from this template. Nothing was changed:`,
    ...shown,
    ...more,
    'Move them away, or choose another folder by --to.',
  ].join('\n');
}
