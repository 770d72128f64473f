import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hosts } from './support/hosts';
import { makePhoto, sha256 } from './support/media';
import { Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';

/** The folder `cos`, copied into a Mini Program that knows nothing of it, under another name and two levels deep. */

const root = 'packages/files';
let dir: string;
let product: Product;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copied-'));
  const pages = ['gallery', 'upload', 'object'].map((name) => `pages/${name}/${name}`);
  const sources: Record<string, string> = {
    'app.json': JSON.stringify({ pages: ['index/index'], subPackages: [{ root, pages }] }),
    'app.js': 'App({})',
    'index/index.json': '{}',
    'index/index.wxml': '<navigator url="/packages/files/pages/gallery/gallery">Files</navigator>',
    'index/index.js': 'Page({})',
  };
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  await cp(join(__dirname, '../../miniprogram/cos'), join(dir, root), { recursive: true });
});
afterAll(async () => {
  await product?.close();
  await rm(dir, { recursive: true });
});

test('it uploads, shows and saves there as here', async () => {
  const [jsdom] = hosts;
  if (jsdom === undefined) throw new Error('jsdom is always there.');
  product = await startProduct(jsdom, { host: { source: dir, root } });
  const screens = new Screens(product, root);
  const photo = await makePhoto(300, 200);

  const index = await screens.page('index/index');
  await (await index.$('navigator'))?.tap();
  await screens.upload('chat', [{ name: 'a.jpg', bytes: photo }]);
  await screens.back();
  await screens.openNewest();
  product.phone.nextPermission(true);
  expect(await screens.saveToAlbum()).toMatchObject({ sha256: sha256(photo) });
});
