import { putObject } from '../components/support/putObject';
import { describeInChromium } from '../e2e/support/browsers';
import { holdThumb } from '../e2e/support/holdThumb';
import { landscape } from '../e2e/support/landscape';
import { element, Screens } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

/** Finding in a long gallery: kinds, orders, a search, months. */

const DAY = 86_400_000;

describeInChromium('finding, in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(chromium);
    await fill(product);
  });
  afterAll(() => product?.close());

  test.each(walks)('in $language, words × $textScale', async (walk) => {
    await product.reopen({ ...walk, theme: 'light' });
    await goThrough(product);
  });
});

async function fill({ cloud }: Product): Promise<void> {
  const pictures = [
    await landscape('#7fb2e5', '#3f7d58'),
    await landscape('#f2b8a0', '#5b4a68'),
    await landscape('#bfe3ec', '#d9a85c'),
  ];
  const now = Date.now();
  for (let index = 0; index < 200; index += 1) {
    const time = now - 60_000 - Math.floor(index / 7) * 9 * DAY - index;
    const name =
      index % 11 === 4
        ? `contract ${index}.pdf`
        : index % 13 === 5
          ? `film ${index}.mp4`
          : `sea ${index}.jpg`;
    const picture = pictures[index % pictures.length];
    const body = picture && name.endsWith('jpg') ? picture : Buffer.alloc(index * 1000);
    await putObject(cloud, `${9_999_999_999_999 - time}-${name}`, body);
  }
}

async function goThrough(product: Product): Promise<void> {
  const gallery = await new Screens(product).openGallery();
  const finding = async () => (await gallery.data('finding')) as { line: string; isNothing: boolean };
  /** Those around the screen are not waited for: `lazy-load` leaves them out. */
  const drawn = () =>
    until('the first pictures are drawn', async () => {
      const tiles = await gallery.$$('.tile');
      const first = await Promise.all(
        tiles.slice(0, 4).map((tile: Awaited<ReturnType<typeof element>>) => tile.$('.picture.loaded')),
      );
      return first.every((picture) => picture !== null);
    });
  const type = async (text: string) => {
    const bar = await element(gallery, '.find-bar');
    await ((await bar.$('.input')) as unknown as { input(text: string): Promise<void> }).input(text);
  };
  await element(gallery, '.tile');
  await drawn();
  await shoot(product, '2-long');

  product.phone.settings.update({ network: 'none' });
  const kinds = await element(gallery, '.find-bar');
  await (await kinds.$('.kind[data-kind="file"]'))?.tap();
  await element(gallery, '.go-on');
  await shoot(product, '2-find-cut');
  product.phone.settings.update({ network: 'wifi' });
  await (await element(gallery, '.go-on')).tap();
  await until('the rest is there', async () => (await gallery.$('.go-on')) === null);
  await (await kinds.$('.kind[data-kind="all"]'))?.tap();

  await type('sea 1');
  await until('it is searched', async () => (await finding()).line !== '');
  await until('all is searched', async () => !(await gallery.data('finding.line')).includes('so far'));
  await drawn();
  await shoot(product, '2-find-search', { turns: true });
  await type('nothing of this');
  await until('nothing is found', async () => (await finding()).isNothing);
  await shoot(product, '2-find-nothing');
  await (await element(gallery, '.show-all')).tap();

  await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex: 2 });
  const bar = await element(gallery, '.find-bar');
  await (await bar.$('.menu'))?.tap();
  await until(
    'it is sorted',
    async () => ((await gallery.data('days')) as { title: string }[])[0]?.title === '',
  );
  await shoot(product, '2-find-by-size');
  await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex: 0 });
  await (await bar.$('.menu'))?.tap();
  await until(
    'it is by time',
    async () => ((await gallery.data('days')) as { title: string }[])[0]?.title !== '',
  );
  await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex: 3 });
  await (await bar.$('.menu'))?.tap();
  await element(gallery, '.month-sheet');
  await shoot(product, '2-find-months', { turns: true });
  const sheet = await element(gallery, '.month-sheet');
  const [, , third] = await sheet.$$('.month');
  await third?.tap();
  const thumb = await holdThumb(product, gallery);
  await thumb.moveTo(420);
  await thumb.moveTo(460);
  await shoot(product, '2-find-rail', { turns: true });
  await thumb.release();
}
