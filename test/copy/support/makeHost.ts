import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type Template, templateAt } from '../../../dev/copy/source/Template';

/** This project, from which is copied. */
export const template: Template = templateAt(join(__dirname, '../../..'));

/** As it is written by hand: with a comment, and in a layout of its own. */
export const appJson = '{\n    // Ours.\n    "pages": [ "pages/index/index" ],\n    "window": {}\n}\n';

export const hosts = {
  javascript: {
    'project.config.json': '{\n\t"appid": "wx1",\n\t"setting": { "es6": true }\n}',
    'app.json': appJson,
    'app.js': 'App({})',
    'package.json': '{\n  "name": "theirs"\n}\n',
  },
  typescript: {
    'project.config.json':
      '{ "miniprogramRoot": "./src/", "cloudfunctionRoot": "cloud/", "setting": { "useCompilerPlugins": ["typescript"] } }',
    'src/app.json':
      '{ "pages": ["pages/index/index"], "subpackages": [{ "root": "shop", "pages": ["pages/a"] }] }',
    'src/app.ts': 'App({});',
  },
} satisfies Record<string, Record<string, string>>;

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Somebody's Mini Program, in a folder of its own. */
export async function makeHost(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'host-'));
  await writeFiles(folder, files);
  return folder;
}

/** Every file below it, by its path. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files
    .sort()
    .map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}
