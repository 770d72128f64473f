import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOtherApp } from '../../dev/verify-wechat/writeOtherApp';
import { fewOf } from '../support/isWide';
import { answerAlbum } from './support/answerAlbum';
import { jsdom } from './support/browsers';
import { makePhoto, sha256 } from './support/media';
import { Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';

/** The folder `cos`, copied into a Mini Program that knows nothing of it, under another name and two levels deep. */

const root = 'packages/files';
/** px. */
const titleBar = 44;

const hosts: [what: string, app: Record<string, unknown>][] = [
  ['with nothing but pages in its app.json', {}],
  [
    'that draws by Skyline and makes its own title bars',
    { renderer: 'skyline', window: { navigationStyle: 'custom', enablePullDownRefresh: true } },
  ],
];

describe.each(fewOf(hosts, ([what]) => what.includes('Skyline')))('in another app %s', (_what, app) => {
  let dir: string;
  let product: Product;
  let screens: Screens;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'copied-'));
    await writeOtherApp(dir, { root, app });
    product = await startProduct(jsdom, { app: { source: dir, root } });
    screens = new Screens(product, root);
  });
  afterAll(async () => {
    await product?.close();
    await rm(dir, { recursive: true });
  });

  test('it uploads, shows and saves there as here', async () => {
    const photo = await makePhoto(300, 200);
    const index = await screens.page('index/index');
    await (await index.$('navigator'))?.tap();
    await screens.upload('chat', [{ name: 'a.jpg', bytes: photo }]);
    await screens.back();
    await screens.openNewest();
    await answerAlbum(product, true);
    expect(await screens.saveToAlbum()).toMatchObject({ sha256: sha256(photo) });
  });

  test('each page is below the title bar, with its way back', async () => {
    for (const name of ['gallery', 'transfers', 'object']) {
      const path = `${root}/pages/${name}/${name}`;
      await product.miniProgram.callWxMethod('navigateTo', { url: `/${path}` });
      await screens.page(path);
      const above = await product.miniProgram.evaluate(
        '() => wx.getWindowInfo().screenTop - wx.getWindowInfo().statusBarHeight',
      );
      expect([name, above]).toEqual([name, titleBar]);
    }
  });
});
