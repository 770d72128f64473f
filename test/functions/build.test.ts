import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../dev/functions/build';
import { startFunctions } from '../../dev/functions/startFunctions';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'));
  await mkdir(join(root, 'add/src'), { recursive: true });
});

afterEach(() => rm(root, { recursive: true }));

test('makes one file that runs by itself, and leaves other folders alone', async () => {
  await writeFile(
    join(root, 'add/src/sum.ts'),
    'export const sum = (a: number, b: number): number => a + b;',
  );
  await writeFile(
    join(root, 'add/src/index.ts'),
    `import { sum } from './sum';
     export const main = (event: { a: number; b: number }) => sum(event.a, event.b);`,
  );
  await mkdir(join(root, 'notes'));
  await writeFile(join(root, 'tsconfig.json'), '{}');
  // As two runs of npm at once do.
  await Promise.all([buildFunctions(root), buildFunctions(root)]);
  await rm(join(root, 'add/src'), { recursive: true });

  expect(await readdir(join(root, 'add'))).toEqual(['index.js']);
  expect(await readdir(join(root, 'notes'))).toEqual([]);
  const functions = await startFunctions({ port: 0, root, environment: {}, appId: 'a', openId: 'o' });
  try {
    expect(await functions.call('add', { a: 1, b: 2 })).toBe(3);
  } finally {
    await functions.close();
  }
});

test('a mistake in the source is an error, and the last build stays', async () => {
  await writeFile(join(root, 'add/src/index.ts'), 'export const main = () => 1;');
  await buildFunctions(root);
  const built = await readFile(join(root, 'add/index.js'), 'utf8');
  await writeFile(join(root, 'add/src/index.ts'), "import './missing';");
  await expect(buildFunctions(root)).rejects.toThrow('Could not resolve "./missing"');
  expect(await readFile(join(root, 'add/index.js'), 'utf8')).toBe(built);
});

test('what can not be put in its place is left nowhere: the folder is deployed as it is', async () => {
  await writeFile(join(root, 'add/src/index.ts'), 'export const main = () => 1;');
  await mkdir(join(root, 'add/index.js'));
  await expect(buildFunctions(root)).rejects.toThrow('index.js');
  expect([await readdir(root), await readdir(join(root, 'add'))]).toEqual([['add'], ['index.js', 'src']]);
});
