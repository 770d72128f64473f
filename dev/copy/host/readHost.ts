import { readdir, stat } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import { JsonText } from '../../JsonText';
import { messageOf } from '../../messageOf';
import { readIfThere } from '../../readIfThere';
import type { AppJson, Host, PackageJson, ProjectConfig } from './Host';
import { keptOutOfGit } from './keptOutOfGit';

/** What other tools make their app.json of: it is no place for a page of ours. */
const frameworks = [
  ['app.json5', 'a tool'],
  ['app.config.ts', 'Taro'],
  ['app.config.js', 'Taro'],
  ['pages.json', 'uni-app'],
  ['app.mpx', 'Mpx'],
  ['app.wpy', 'WePY'],
  ['app.vue', 'a tool'],
] as const;

/** The Mini Program in this folder. Rejects with what is missing, and what to do. */
export async function readHost(folder: string): Promise<Host> {
  const root = resolve(folder);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`${folder} is no folder. Name the one of your Mini Program.`);
  const project = await json<ProjectConfig>(root, 'project.config.json');
  if (!project) {
    const framework = await frameworkOf(root, ['src', '']);
    if (framework)
      throw new Error(
        `${folder} has no project.config.json: ${framework.file} says that ${framework.tool} makes the Mini Program. Build it first, and name the folder that you open in WeChat DevTools.`,
      );
    throw new Error(
      `${folder} has no project.config.json. Name the folder that you open in WeChat DevTools, or open it there once: DevTools writes the file.`,
    );
  }
  const { miniprogramRoot, srcMiniprogramRoot, cloudfunctionRoot, compileType, setting } = project.value;
  if (compileType === 'plugin')
    throw new Error(`${folder} is a plugin: it can't have a subpackage. Copy into a Mini Program.`);
  if (compileType === 'game')
    throw new Error(`${folder} is a mini game: it has no pages. Copy into a Mini Program.`);
  const opened = folderName(miniprogramRoot) ?? '';
  const miniprogram = await sourceOf(root, opened, [folderName(srcMiniprogramRoot) ?? 'src', 'src']);
  const isSource = miniprogram !== opened;
  const app = await json<AppJson>(root, posix.join(miniprogram, 'app.json'));
  if (!app) throw new Error(await withoutApp(folder, root, miniprogram));
  const plugins = setting?.useCompilerPlugins;
  const npm = (await packageIn(root, '')) ?? (await packageIn(root, miniprogram));
  return {
    root,
    project,
    app,
    packageJson: npm?.packageJson,
    lock: npm?.lock,
    miniprogram,
    built: isSource ? opened : undefined,
    functions: folderName(cloudfunctionRoot),
    takesTypeScript:
      (Array.isArray(plugins) && plugins.includes('typescript')) ||
      (isSource && (await text(root, posix.join(miniprogram, 'app.ts'))) !== undefined),
    builtBy: (
      await frameworkOf(
        root,
        ['src', ''].filter((at) => at !== miniprogram),
      )
    )?.tool,
  };
}

/**
 * Where the sources are of a Mini Program that a build makes: one of these folders, when it has an app.json, and the folder that
 * DevTools opens has none or is kept out of git. Else that folder.
 */
async function sourceOf(root: string, opened: string, candidates: readonly string[]): Promise<string> {
  const made = posix.join(opened, 'app.json');
  for (const folder of candidates) {
    if (folder === opened || (await text(root, posix.join(folder, 'app.json'))) === undefined) continue;
    if ((await text(root, made)) === undefined || (await keptOutOfGit(root, [made])).length > 0)
      return folder;
  }
  return opened;
}

const locks = [
  { file: 'package-lock.json', command: 'npm install' },
  { file: 'pnpm-lock.yaml', command: 'pnpm install' },
  { file: 'yarn.lock', command: 'yarn' },
];

async function packageIn(
  root: string,
  folder: string,
): Promise<Pick<Host, 'packageJson' | 'lock'> | undefined> {
  const packageJson = await json<PackageJson>(root, posix.join(folder, 'package.json'));
  if (!packageJson) return undefined;
  const present = await readdir(join(root, folder));
  return { packageJson, lock: locks.find(({ file }) => present.includes(file)) };
}

/** The tool that makes the Mini Program, by the file that tells it. */
async function frameworkOf(
  root: string,
  folders: readonly string[],
): Promise<{ tool: string; file: string } | undefined> {
  for (const [name, tool] of frameworks)
    for (const at of folders) {
      const file = posix.join(at, name);
      if ((await text(root, file)) !== undefined) return { tool, file };
    }
  return undefined;
}

async function withoutApp(folder: string, root: string, miniprogram: string): Promise<string> {
  const place = miniprogram === '' ? folder : posix.join(folder, miniprogram);
  const framework = await frameworkOf(root, [miniprogram, 'src', '']);
  if (framework)
    return `${place} has no app.json: ${framework.file} says that ${framework.tool} makes it. Build your Mini Program first and copy into what it builds, or take the folder miniprogram/cos by hand.`;
  return `${place} has no app.json. Is miniprogramRoot in project.config.json right? A Mini Program that a build makes has to be built first.`;
}

/** `./miniprogram/` is `miniprogram`; undefined for what is no text. */
function folderName(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const name = posix.normalize(value).replace(/^\/+|\/+$/g, '');
  return name === '.' ? '' : name;
}

async function json<Value extends object>(root: string, path: string): Promise<JsonText<Value> | undefined> {
  const content = await text(root, path);
  return content === undefined ? undefined : new JsonText<Value>(path, content);
}

async function text(root: string, path: string): Promise<string | undefined> {
  const bytes = await readIfThere(join(root, path)).catch((error: unknown) => {
    throw new Error(`${path} can't be read: ${messageOf(error)}`);
  });
  return bytes?.toString();
}
