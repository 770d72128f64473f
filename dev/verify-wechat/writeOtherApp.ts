import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJsonFile } from './readJsonFile';

const template = join(__dirname, '../..');

export interface OtherAppOptions {
  /** Where it puts the folder `cos`. */
  readonly root: string;
  /** What its app.json says beyond its pages. */
  readonly app?: Readonly<Record<string, unknown>>;
}

interface AppJson {
  /** The only one is `cos`. */
  subpackages: [{ root: string; pages: string[] }];
}

interface ProjectConfig {
  appid: string;
  compileType: string;
  libVersion: string;
  setting: Record<string, unknown>;
}

/**
 * Somebody else's Mini Program, in JavaScript that is compiled to ES5 and without npm, that took in the folder `cos`, as the README says. It
 * has one page, with a link to the gallery.
 */
export async function writeOtherApp(folder: string, options: OtherAppOptions): Promise<void> {
  const { subpackages } = await readJsonFile<AppJson>(join(template, 'miniprogram/app.json'));
  const settings = await readJsonFile<ProjectConfig>(join(template, 'project.config.json'));
  const sources: Record<string, string> = {
    'project.config.json': JSON.stringify({
      appid: settings.appid,
      compileType: settings.compileType,
      libVersion: settings.libVersion,
      setting: {
        ...settings.setting,
        // As most projects have it: WeChat's compiler makes ES5.
        es6: true,
        enhance: true,
        packNpmManually: false,
        packNpmRelationList: [],
      },
    }),
    'app.json': JSON.stringify({
      pages: ['index/index'],
      subPackages: [{ root: options.root, pages: subpackages[0].pages }],
      ...options.app,
    }),
    'app.js': 'App({})',
    'index/index.json': '{ "renderer": "webview" }',
    'index/index.wxml': `<navigator url="/${options.root}/pages/gallery/gallery">Files</navigator>`,
    'index/index.js': 'Page({})',
  };
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await cp(join(template, 'miniprogram/cos'), join(folder, options.root), { recursive: true });
}
