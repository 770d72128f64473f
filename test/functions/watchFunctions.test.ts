import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchFunctions } from '../../dev/functions/watchFunctions';
import type { Watching } from '../../dev/watchFolder';

let root: string;
let watching: Watching;
let told: (message: string) => void = () => undefined;
const next = () =>
  new Promise<string>((resolve) => {
    told = resolve;
  });
const built = () => readFile(join(root, 'hello/index.js'), 'utf8');

beforeAll(async () => {
  // As a project that was installed as a package.
  root = join(await mkdtemp(join(tmpdir(), 'functions-')), 'node_modules', 'project');
  await mkdir(join(root, 'hello/src'), { recursive: true });
  await writeFile(join(root, 'table.ts'), "export const table = ['one'];\n");
  await writeFile(join(root, 'hello/src/index.ts'), source('first'));
  watching = await watchFunctions(root, [], (message) => told(message));
});
afterAll(async () => {
  await watching.close();
  await rm(join(root, '../..'), { recursive: true });
});

function source(word: string): string {
  return `import { table } from '../../table';\nexport const main = () => ['${word}', ...table];\n`;
}

test('a change of its source builds a function anew, and of a table that it takes in', async () => {
  const first = next();
  await writeFile(join(root, 'hello/src/index.ts'), source('second'));
  expect(await first).toBe('The cloud functions are built anew.');
  expect(await built()).toContain('second');
  const second = next();
  await writeFile(join(root, 'table.ts'), "export const table = ['two'];\n");
  await second;
  expect(await built()).toContain('two');
});

test('what cannot be built is told, and the last that could stays', async () => {
  const failed = next();
  await writeFile(join(root, 'hello/src/index.ts'), 'export const main = (;\n');
  expect(await failed).toMatch(/^The cloud functions cannot be built\. .*index\.ts:1:/s);
  expect(await built()).toContain('second');
  const mended = next();
  await writeFile(join(root, 'hello/src/index.ts'), source('third'));
  await mended;
  expect(await built()).toContain('third');
});

test('what is built is no source: it builds nothing anew', async () => {
  let builds = 0;
  told = () => {
    builds += 1;
  };
  await writeFile(join(root, 'hello/src/index.ts'), source('fourth'));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(builds).toBe(1);
});
