import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeInChromium } from '../e2e/support/browsers';
import { element, Screens } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { scene } from './scene';
import { shoot } from './shoot';

/** Whoever changes the brand colour in tokens.wxss has it everywhere: no green is left on any page. */

const TOKENS = join(__dirname, '../../miniprogram/cos/styles/tokens.wxss');
/** In the page: what has the green that is shipped, by its class. */
const greens = `[...document.querySelectorAll('.pages *, .pages')].flatMap((element) =>
  [getComputedStyle(element), getComputedStyle(element, '::before'), getComputedStyle(element, '::after')]
    .some((style) => /rgba?\\(7, 193, 96|rgba?\\(4, 33, 15/.test([style.color, style.backgroundColor, style.borderColor, style.boxShadow].join()))
    ? [element.className] : [])`;

describeInChromium('another brand, in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    const blue = (await readFile(TOKENS, 'utf8'))
      .replace('--cos-given-brand, #07c160', '--cos-given-brand, #0052d9')
      .replace('--cos-given-on-brand, #04210f', '--cos-given-on-brand, #ffffff');
    const overrides = { 'cos/styles/tokens.wxss': blue, 'pages/home/tokens.wxss': blue };
    product = await startProduct(chromium, { overrides });
  });
  afterAll(() => product?.close());

  test('is on every page', async () => {
    const { cloud, window } = product;
    const screens = new Screens(product);
    const look = async (name: string) => {
      expect(await window.evaluate(greens)).toEqual([]);
      await shoot(product, `8-brand-${name}`);
    };
    await element(await screens.page('pages/home/home'), '.open-gallery');
    await look('home');
    const gallery = await screens.openGallery();
    await look('gallery-empty');
    cloud.cos.faults.change({ uploadBytesPerSecond: 2000 });
    const files = [
      { name: 'first.jpg', bytes: await scene(1) },
      { name: 'second.jpg', bytes: await scene(2) },
      { name: 'third.txt', bytes: Buffer.from('soon') },
    ];
    const transfers = await screens.choose('chat', files, gallery, '.upload-button');
    await until('one is done', async () => (await screens.transferStates(transfers)).includes('done'));
    await look('transfers');
    cloud.cos.faults.reset();
    await until(
      'all are over',
      async () => (await screens.transferStates(transfers)).every((state) => state === 'done'),
      60_000,
    );
    await screens.back();
    await until('all tiles are there', async () => (await gallery.$$('.tile')).length === 3);
    await (await gallery.$$('.tile'))[0]?.longpress();
    await window.picturesDrawn();
    await look('gallery-selecting');
    await (await element(gallery, '.selection-cancel')).tap();
    await screens.openNewest();
    await look('object');
  });
});
