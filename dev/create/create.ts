import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { editConfig } from '../configure/text/editConfig';
import { isOnLocalCloud, type Setup } from '../configure/values/Setup';
import { JsonText } from '../JsonText';
import { brought, isBrought } from './brought';
import { packageJson } from './packageJson';
import { keepPages, type PageName } from './pages';
import { gitignore, npmrc, readme } from './texts';

export interface CreateOptions {
  /** Absolute. It is made, and may be there already when it is empty. */
  readonly folder: string;
  /** Of the package, and of the project in WeChat DevTools. */
  readonly name: string;
  readonly pages: readonly PageName[];
  readonly setup: Setup;
}

/**
 * Makes a Mini Program of one's own from the template at `root`. Rejects when the folder has something in it, or can't be made:
 * then there is nothing new.
 */
export async function create(root: string, options: CreateOptions): Promise<void> {
  const { folder } = options;
  const empty = await expectRoom(folder);
  const parent = dirname(folder);
  const made = await mkdir(parent, { recursive: true });
  // Beside it: only within one disk can a folder be renamed.
  const draft = await mkdtemp(join(parent, `.${basename(folder)}-`));
  try {
    await fill(root, draft, options);
    if (empty) await rmdir(folder);
    await rename(draft, folder);
  } catch (error) {
    await rm(made ?? draft, { recursive: true, force: true });
    throw error;
  }
}

/** Whether there is a folder, which has nothing in it. */
async function expectRoom(folder: string): Promise<boolean> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return false;
  if (!found.isDirectory()) throw new Error(`${folder} is a file. Give another name.`);
  const [first] = await readdir(folder);
  if (first === undefined) return true;
  throw new Error(
    `${folder} has files in it, such as ${first}. Give a new folder; to bring COS into a Mini Program that is there: copy.`,
  );
}

async function fill(root: string, draft: string, { name, pages, setup }: CreateOptions): Promise<void> {
  for (const path of brought) {
    await cp(join(root, path), join(draft, path), {
      recursive: true,
      filter: (source) => isBrought(relative(root, source)),
    });
  }
  await keepPages(join(draft, 'miniprogram'), pages);

  const config = join(draft, 'miniprogram/cos/config.ts');
  await writeFile(config, editConfig(await readFile(config, 'utf8'), setup.config));
  const project = new JsonText(
    'project.config.json',
    await readFile(join(draft, 'project.config.json'), 'utf8'),
  );
  project.set(['appid'], setup.appId);
  project.set(['projectname'], name);
  project.set(['description'], undefined);
  await writeFile(join(draft, 'project.config.json'), project.edited);

  const names = await readdir(draft, { recursive: true });
  const sources = await Promise.all(
    names.filter((file) => /\.(tsx?|js|wxml)$/.test(file)).map((file) => readFile(join(draft, file), 'utf8')),
  );
  const template = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const has = (path: string): boolean => names.includes(join(path));
  const made = packageJson(template, name, sources, has);
  await writeFile(join(draft, 'package.json'), `${JSON.stringify(made, null, 2)}\n`);
  await writeFile(join(draft, '.gitignore'), gitignore);
  await writeFile(join(draft, '.npmrc'), npmrc);
  await writeFile(join(draft, 'README.md'), readme(name, isOnLocalCloud(setup.config)));
}
