import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { hostProjectConfig } from './hostProjectConfig';
import { readJsonFile } from './readJsonFile';
import { writeFiles } from './writeFiles';

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

/**
 * Somebody else's Mini Program, in JavaScript that is compiled to ES5 and without npm, that took in the folder `cos`, as the README says. It
 * has one page, with a link to the gallery.
 */
export async function writeOtherApp(folder: string, options: OtherAppOptions): Promise<void> {
  const { subpackages } = await readJsonFile<AppJson>(join(template, 'miniprogram/app.json'));
  await writeFiles(folder, {
    // As most projects have it: WeChat's compiler makes ES5.
    'project.config.json': await hostProjectConfig({ es6: true, enhance: true }),
    'app.json': JSON.stringify({
      pages: ['index/index'],
      subPackages: [{ root: options.root, pages: subpackages[0].pages }],
      ...options.app,
    }),
    'app.js': 'App({})',
    'index/index.json': '{ "renderer": "webview" }',
    'index/index.wxml': `<navigator url="/${options.root}/pages/gallery/gallery">Files</navigator>`,
    'index/index.js': 'Page({})',
  });
  await cp(join(template, 'miniprogram/cos'), join(folder, options.root), { recursive: true });
}
