import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copy } from '../../dev/copy/copy';
import { emitJavaScript } from '../../dev/copy/javascript/emitJavaScript';
import { type PieceName, pieces } from '../../dev/copy/source/pieces';
import type { Language } from '../../dev/copy/source/Template';
import { putObject } from '../components/support/putObject';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { jsdom } from '../e2e/support/browsers';
import { makePhoto, sha256 } from '../e2e/support/media';
import { element } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { fewOf, testWide } from '../support/isWide';
import { makeHost, template } from './support/makeHost';

/** Pieces of the folder cos, copied into an app that has nothing else. */

let dir: string | undefined;
let product: Product | undefined;
afterEach(async () => {
  await product?.close();
  product = undefined;
  if (dir !== undefined) await rm(dir, { recursive: true });
  dir = undefined;
});

const readme = (name: string) => readFile(join(template.cos.typescript, name), 'utf8');

/** As apps do that are older than `finally`, with the slip that many have: the value gets lost, and what failed does not fail. */
const app = `
Promise.prototype.finally = function (callback) {
  return this.then(
    (value) => { Promise.resolve(callback()).then(() => value); },
    (reason) => { Promise.resolve(callback()).then(() => { throw reason; }); },
  );
};
App({});`;

/** An app with one page, by the endings of its files. */
async function makeApp(language: Language, page: Readonly<Record<string, string>>): Promise<string> {
  const files = Object.entries(page).map(([ending, text]) => [`page/page.${ending}`, text]);
  const setting = { es6: true, useCompilerPlugins: language === 'typescript' && ['typescript'] };
  dir = await makeHost({
    'project.config.json': JSON.stringify({ setting }),
    'app.json': JSON.stringify({ pages: ['page/page'] }),
    'app.js': app,
    ...Object.fromEntries(files),
  });
  return dir;
}

/** What the compiler says of the folder, with WeChat's typings. */
async function complaints(folder: string): Promise<string> {
  const config = join(folder, 'tsconfig.json');
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
  const typings = join(template.root, 'node_modules/miniprogram-api-typings/index.d.ts');
  await writeFile(
    config,
    JSON.stringify({ compilerOptions, include: ['**/*.ts', typings], exclude: ['**/miniprogram_npm'] }),
  );
  const tsc = join(template.root, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '-p', config, '--pretty', 'false']);
  return (await run.catch((error: { stdout: string }) => error)).stdout;
}

const firstPage = ({ miniProgram }: Product) =>
  until('the page is there', async () => (await miniProgram.currentPage()) ?? false);

testWide('the button alone saves to the album', async () => {
  const source = await makeApp('typescript', {
    json: '{ "usingComponents": { "cos-save-button": "../cos/components/cos-save-button/cos-save-button" } }',
    wxml: '<cos-save-button class="save" object-key="{{key}}"></cos-save-button>',
    ts: "Page({ data: { key: '' } });",
  });
  await copy(template, { folder: source, only: ['save'] });
  product = await startProduct(jsdom, { app: { source, root: 'cos' } });
  const bytes = await makePhoto(60, 40);
  const page = await firstPage(product);
  await page.setData({ key: await putObject(product.cloud, 'a.jpg', bytes) });
  await answerAlbum(product, true);
  await (await element(page, '.save >>> .save')).tap();
  const { phone } = product;
  await until('it is in the album', () => phone.album().find((item) => item.sha256 === sha256(bytes)));
});

const languages: readonly Language[] = ['typescript', 'javascript'];

// To make the JavaScript takes ten times as long as the rest.
test.each(fewOf(languages, (one) => one === 'typescript'))(
  'uploading alone, in %s: the page in the README uploads',
  async (language) => {
    const [, script = ''] = /```ts\n([\s\S]*?)```/.exec(await readme('README.md')) ?? [];
    expect(script.split('\n').length).toBeLessThanOrEqual(20);
    const source = await makeApp(language, {
      json: '{}',
      wxml: '<button class="choose" bind:tap="choose"></button><image src="{{url}}"></image>',
      [language === 'typescript' ? 'ts' : 'js']: script.replace('../../cos', '../cos'),
    });
    const javascript = join(source, 'emitted');
    if (language === 'javascript')
      await emitJavaScript(template.cos.typescript, javascript, join(template.root, 'biome.json'));
    await copy({ ...template, cos: { ...template.cos, javascript } }, { folder: source, only: ['upload'] });
    await rm(javascript, { recursive: true, force: true });
    product = await startProduct(jsdom, { app: { source, root: 'cos', language } });
    const bytes = await makePhoto(60, 40);
    product.phone.nextChoice([{ name: 'a.jpg', bytes }]);
    const page = await firstPage(product);
    await (await element(page, '.choose')).tap();
    const url = await until('it is shown', async () => (await page.data('url')) as string);
    expect(sha256(new Uint8Array(await (await fetch(url)).arrayBuffer()))).toBe(sha256(bytes));
    expect(await product.cloud.cos.objects()).toHaveLength(1);
  },
);

test('no piece lacks a file or a type, or has pages', async () => {
  const folder = await makeApp('typescript', {});
  const all = Object.keys(pieces) as PieceName[];
  const names = fewOf(all, (name) => ['upload', 'save', 'diagnose', 'cos-uploader'].includes(name));
  // The typings of the SDK can stand in a program once.
  for (const [index, name] of names.entries()) {
    const place = `as-${index}/cos`;
    const { changes } = await copy(template, { folder, only: [name], to: place });
    expect([name, changes.some(({ path }) => /\/(pages|diagnose\/runChecks)/.test(path))]).toEqual([
      name,
      name === 'diagnose',
    ]);
    if (index > 0)
      await writeFile(join(folder, place, 'typings/cos-wx-sdk-v5.d.ts'), '').catch(() => undefined);
  }
  expect(await complaints(folder)).toBe('');
});

test('the READMEs name the pieces as they are, and their examples are the same', async () => {
  const [en, zh] = await Promise.all([readme('README.md'), readme('README.zh-CN.md')]);
  for (const text of [en, zh]) {
    const rows = text.matchAll(/^\| `([\w-]+)` \|[^|]*\| ((?:`[\w/-]+\/` ?)+)\|$/gm);
    const written = [...rows].map(([, name = '', paths = '']) => [name, paths.trim().split(' ').sort()]);
    const real = Object.entries(pieces).map(([name, { flows, components }]) => [
      name,
      [...flows, ...components.map((component) => `components/${component}`)]
        .map((path) => `\`${path}/\``)
        .sort(),
    ]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(real));
  }
  const blocks = (text: string) => text.match(/```[\s\S]*?```/g);
  expect(blocks(zh)).toEqual(blocks(en));
});
