import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brought } from '../../dev/create/brought';
import { runCreate } from '../../dev/create/main';
import { pagesFrom } from '../../dev/create/pages';
import { evaluate } from '../../dev/evaluate';
import { files, scripts } from '../../package.json';

/** The end of a path to which nothing can be moved. */
let mockRefused: string | undefined;
jest.mock('../../dev/moveFile', () => {
  const { moveFile } = jest.requireActual<typeof import('../../dev/moveFile')>('../../dev/moveFile');
  return {
    async moveFile(from: string, to: string): Promise<void> {
      if (mockRefused !== undefined && to.endsWith(mockRefused)) throw new Error('no room');
      await moveFile(from, to);
    },
  };
});

const root = join(__dirname, '../..');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'create-'));
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  jest.restoreAllMocks();
  mockRefused = undefined;
  await rm(dir, { recursive: true });
});

const make = (...args: string[]) => runCreate(root, args);

test('a bucket, and the gallery without the doctor: what is written, and nothing that leads nowhere', async () => {
  const app = join(dir, 'my-app');
  const bucket = ['--bucket', 'photos-1250000000', '--region', 'ap-shanghai'];
  await make(app, '--pages', 'gallery', ...bucket, '--appid', 'wx0123456789abcdef');
  const read = (path: string) => readFile(join(app, path), 'utf8');
  const json = async (path: string) => JSON.parse(await read(path));

  const { config } = await evaluate<{ config: object }>(
    join(root, 'miniprogram/cos'),
    await read('miniprogram/cos/config.ts'),
  );
  expect(config).toEqual({
    bucket: 'photos-1250000000',
    region: 'ap-shanghai',
    addressing: 'virtual-hosted',
    credentials: { cloudFunction: 'cos-credentials' },
  });
  const project = { appid: 'wx0123456789abcdef', projectname: 'my-app', miniprogramRoot: 'miniprogram/' };
  expect(await json('project.config.json')).toMatchObject(project);
  expect((await json('miniprogram/app.json')).subpackages).toEqual([
    { root: 'cos', pages: ['pages/gallery/gallery', 'pages/transfers/transfers', 'pages/object/object'] },
  ]);
  await expect(access(join(app, 'miniprogram/cos/pages/doctor'))).rejects.toThrow();
  expect(await read('miniprogram/pages/home/home.wxml')).not.toContain('openDoctor');
  expect(await read('miniprogram/cos/components/failure-card/failure-card.wxml')).not.toContain('openDoctor');

  const { name, scripts: commands, devDependencies } = await json('package.json');
  expect(name).toBe('my-app');
  expect(commands).toMatchObject({
    start: scripts.start,
    configure: scripts.configure,
    prepare: 'tsx dev/prepare.ts',
  });
  const absent = Object.entries<string>(commands).filter(([, command]) =>
    /\bjest\b|\btest\/|dev\/(bench|program)/.test(command),
  );
  expect(absent).toEqual([]);
  expect(Object.keys(devDependencies)).toEqual(
    expect.arrayContaining(['glass-easel', 'ws', '@types/ws', 'typescript']),
  );
  expect(Object.keys(devDependencies)).not.toEqual(expect.arrayContaining(['jest']));
  expect((await readdir(app)).sort()).toEqual(
    [
      ...brought.filter((path) => !path.includes('/')),
      '.gitattributes',
      '.gitignore',
      '.npmrc',
      'README.md',
      'package.json',
      'test',
    ].sort(),
  );
  // Another mkdtemp folder would stay when it is forgotten.
  expect(await readdir(dir)).toEqual(['my-app']);
});

test.each([
  [['taken'], 'has files in it, such as theirs.txt'],
  [['file.txt'], 'is a file'],
  [['My App'], '"My App" can\'t be the name of a package'],
  [['app', '--name', '../up'], '"../up" can\'t be the name of a package'],
  [
    ['app', '--pages', 'gallery,settings'],
    '--pages settings: there is no such page. There are gallery, transfers',
  ],
  [['app', '--bucket', 'photos'], '--bucket: The number of the account'],
  [['app', '--bucket', 'photos-1250000000'], '--region, --appid missing'],
  [['app', '--local', '--region', 'ap-shanghai'], 'leave out --region'],
  [['app', '--colour', 'red'], 'There is no option --colour.'],
])('%j: says what is wrong, and makes nothing', async ([folder = '', ...options], message) => {
  await mkdir(join(dir, 'taken'));
  await writeFile(join(dir, 'taken/theirs.txt'), 'theirs');
  await writeFile(join(dir, 'file.txt'), 'theirs');
  await expect(make(join(dir, folder), ...options)).rejects.toThrow(message);
  expect((await readdir(dir)).sort()).toEqual(['file.txt', 'taken']);
  expect(await readdir(join(dir, 'taken'))).toEqual(['theirs.txt']);
});

test('a folder that is there stays the same one, with its repository', async () => {
  const app = join(dir, 'my app');
  await mkdir(join(app, '.git'), { recursive: true });
  const before = await stat(app);
  await make(app, '--name', 'my-app');
  const { ino, mode } = await stat(app);
  expect({ ino, mode }).toEqual({ ino: before.ino, mode: before.mode });
  expect(await readdir(app)).toEqual(expect.arrayContaining(['.git', 'package.json', 'miniprogram']));
  expect(await readdir(dir)).toEqual(['my app']);
  expect(console.log).toHaveBeenCalledWith(expect.stringMatching(/ cd ".*my app"\n/));
});

test('what can not be brought leaves nothing behind', async () => {
  const incomplete = join(dir, 'template');
  await mkdir(join(incomplete, 'miniprogram'), { recursive: true });
  await expect(runCreate(incomplete, [join(dir, 'apps/of-mine/app')])).rejects.toThrow('ENOENT');
  expect(await readdir(dir)).toEqual(['template']);
});

test('what can not be moved to its place is taken back from it', async () => {
  const app = join(dir, 'app');
  await mkdir(join(app, '.git'), { recursive: true });
  mockRefused = 'package.json';
  await expect(make(app)).rejects.toThrow('no room');
  expect([await readdir(app), await readdir(dir)]).toEqual([['.git'], ['app']]);
});

test('a page comes with those that it opens', () => {
  expect(pagesFrom('doctor')).toEqual(['gallery', 'transfers', 'object', 'doctor']);
  expect(pagesFrom('transfers')).toEqual(['gallery', 'transfers', 'object']);
});

test('npx has all of it', async () => {
  const packed = (path: string) => files.some((entry) => path === entry || path.startsWith(`${entry}/`));
  // npm packs a license by itself.
  expect(brought.filter((path) => !packed(path))).toEqual(['LICENSE']);
  // And what git ignores, where it is named: only what `npm install` makes.
  const { stdout } = await promisify(execFile)('git', ['check-ignore', ...brought], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
});
