import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { putObject } from '../components/support/putObject';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { jsdom } from '../e2e/support/browsers';
import { makePhoto, sha256 } from '../e2e/support/media';
import { element } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { testWide } from '../support/isWide';

/** A piece of the folder cos, made as its README says, in an app that has nothing else. */

const root = join(__dirname, '../..');
const cos = join(root, 'miniprogram/cos');

let dir: string;
let product: Product | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pieces-'));
});
afterEach(async () => {
  await product?.close();
  product = undefined;
  await rm(dir, { recursive: true });
});

/** A row of the README's table. */
function deletionsIn(readme: string, piece: string): string[] {
  const row = readme.split('\n').find((line) => line.startsWith(`| ${piece} | \``));
  return [...(row ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
}

/** Without the lines that name what is gone, and those that use what such a line imported. */
function withoutLines(source: string, folders: readonly string[]): string {
  const lines = source.split('\n');
  const gone = lines.filter((line) => folders.some((folder) => line.includes(`'./${folder}`)));
  const imported = gone.flatMap((line) => /^import \{ (\w+) \}/.exec(line)?.[1] ?? []);
  return lines
    .filter((line) => !gone.includes(line) && !imported.some((name) => line.includes(name)))
    .join('\n');
}

async function makeApp(piece: string, name: string, files: Record<string, string>): Promise<void> {
  await cp(cos, join(dir, 'cos'), { recursive: true });
  const deletions = deletionsIn(await readFile(join(cos, 'README.md'), 'utf8'), piece);
  expect(deletions.length).toBeGreaterThan(1);
  for (const path of deletions) await rm(join(dir, 'cos', path), { recursive: true });
  for (const file of ['createFlows.ts', 'index.ts']) {
    const path = join(dir, 'cos', file);
    await writeFile(path, withoutLines(await readFile(path, 'utf8'), deletions));
  }
  const page = `pages/${name}/${name}`;
  const all: Record<string, string> = { 'app.json': JSON.stringify({ pages: [page] }), 'app.ts': 'App({});' };
  for (const [ending, text] of Object.entries(files)) all[`${page}.${ending}`] = text;
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** What the compiler says of the app, with WeChat's typings. */
async function complaints(): Promise<string> {
  const config = join(dir, 'tsconfig.json');
  const compilerOptions = {
    target: 'es2020',
    lib: ['es2020'],
    module: 'commonjs',
    strict: true,
    noUnusedLocals: true,
    types: [],
    skipLibCheck: true,
    noEmit: true,
  };
  const typings = join(root, 'node_modules/miniprogram-api-typings/index.d.ts');
  await writeFile(
    config,
    JSON.stringify({ compilerOptions, include: ['**/*.ts', typings], exclude: ['**/miniprogram_npm'] }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '-p', config, '--pretty', 'false']);
  return (await run.catch((error: { stdout: string }) => error)).stdout;
}

async function open(): Promise<Product> {
  product = await startProduct(jsdom, { app: { source: dir, root: 'cos' } });
  return product;
}

const firstPage = ({ miniProgram }: Product) =>
  until('the page is there', async () => (await miniProgram.currentPage()) ?? false);

testWide('without upload/ it saves to the album, by its button', async () => {
  await makeApp('saving to the album', 'photo', {
    json: '{ "usingComponents": { "cos-save-button": "../../cos/components/cos-save-button/cos-save-button" } }',
    wxml: '<cos-save-button class="save" object-key="{{key}}"></cos-save-button>',
    ts: "Page({ data: { key: '' } });",
  });
  expect(await complaints()).toBe('');
  const app = await open();
  const bytes = await makePhoto(60, 40);
  const page = await firstPage(app);
  await page.setData({ key: await putObject(app.cloud, 'a.jpg', bytes) });
  await answerAlbum(app, true);
  await (await element(page, '.save >>> .save')).tap();
  await until('it is in the album', () => app.phone.album().find((item) => item.sha256 === sha256(bytes)));
});

test('without download/ it uploads, by the page in the README', async () => {
  const readme = await readFile(join(cos, 'README.md'), 'utf8');
  const [, script = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(script.split('\n').length).toBeLessThanOrEqual(20);
  await makeApp('uploading', 'avatar', {
    json: '{}',
    wxml: '<button class="choose" bind:tap="choose"></button><image src="{{url}}"></image>',
    ts: script,
  });
  expect(await complaints()).toBe('');
  const app = await open();
  const bytes = await makePhoto(60, 40);
  app.phone.nextChoice([{ name: 'a.jpg', bytes }]);
  const page = await firstPage(app);
  await (await element(page, '.choose')).tap();
  const url = await until('it is shown', async () => (await page.data('url')) as string);
  expect(sha256(new Uint8Array(await (await fetch(url)).arrayBuffer()))).toBe(sha256(bytes));
  expect(await app.cloud.cos.objects()).toHaveLength(1);
});

test('the examples of both languages are the same', async () => {
  const [en, zh] = await Promise.all(
    ['README.md', 'README.zh-CN.md'].map(async (name) => readFile(join(cos, name), 'utf8')),
  );
  const blocks = (text = '') => text.match(/```[\s\S]*?```/g);
  expect(blocks(zh)).toEqual(blocks(en));
  const paths = (text = '') =>
    [...text.matchAll(/^\|[^|]*\|(?: `[\w/-]+(?:\.ts)?`)+ \|$/gm)].map(([row]) => row.split('|')[2]);
  expect(paths(zh)).toEqual(paths(en));
  expect(paths(en)).toHaveLength(2);
});
