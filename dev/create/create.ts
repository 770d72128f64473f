import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { editConfig } from '../configure/text/editConfig';
import { isOnLocalCloud, type Setup } from '../configure/values/Setup';
import { JsonText } from '../JsonText';
import { moveFile } from '../moveFile';
import { brought, isBrought } from './brought';
import { packageJson } from './packageJson';
import { keepPages, type PageName } from './pages';
import { gitattributes, gitignore, npmrc, readme } from './texts';

export interface CreateOptions {
  /** Absolute. It is made, and may be there already when it is empty, but for what `mayBeThere` names. */
  readonly folder: string;
  /** Of the package, and of the project in WeChat DevTools. */
  readonly name: string;
  readonly pages: readonly PageName[];
  readonly setup: Setup;
}

/** A repository that was made for it, and what systems put into a folder that somebody looks at. */
const mayBeThere = ['.git', '.DS_Store', 'Thumbs.db', 'desktop.ini'];

/**
 * Makes a Mini Program of one's own from the template at `root`. Rejects when the folder has something in it, or can't be made:
 * then there is nothing new, nor after Ctrl+C, which ends the process.
 */
export async function create(root: string, options: CreateOptions): Promise<void> {
  const { folder } = options;
  const isThere = await expectRoom(folder);
  const parent = dirname(folder);
  // Beside it: only within one disk can a folder be renamed.
  const draft = join(parent, `.${basename(folder)}-${randomUUID()}`);
  /** What is new, while it may come to nothing yet. */
  const made = [draft];
  const takeBack = (): void => {
    for (const path of made) rmSync(path, { recursive: true, force: true });
  };
  const stop = (): void => {
    takeBack();
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    const outermost = await mkdir(parent, { recursive: true });
    if (outermost !== undefined) made.push(outermost);
    await mkdir(draft);
    await fill(root, draft, options);
    if (isThere) await moveInto(folder, draft, made);
    else await moveFile(draft, folder);
  } catch (error) {
    takeBack();
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}

/**
 * The folder itself stays: a terminal may stand in it, which on Windows keeps it from being removed.
 *
 * @param made gets what is in it by then; it had nothing of these names.
 */
async function moveInto(folder: string, draft: string, made: string[]): Promise<void> {
  for (const name of await readdir(draft)) {
    made.push(join(folder, name));
    await moveFile(join(draft, name), join(folder, name));
  }
  await rmdir(draft);
}

/** Whether there is a folder. Rejects when it has something in it. */
async function expectRoom(folder: string): Promise<boolean> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return false;
  if (!found.isDirectory()) throw new Error(`${folder} is a file. Give another name.`);
  const [first] = (await readdir(folder)).filter((name) => !mayBeThere.includes(name));
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
  await writeFile(join(draft, '.gitattributes'), gitattributes);
  await writeFile(join(draft, '.npmrc'), npmrc);
  await writeFile(join(draft, 'README.md'), readme(name, isOnLocalCloud(setup.config)));
}
