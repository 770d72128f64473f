import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { makeVideo } from '../e2e/support/media';
import { element, Screens } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

/** `npm run looks` takes pictures of each page, to look at: test/screenshots. Only a browser has a layout to take them of. */

describeInChromium('the pages in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(chromium);
  });
  afterAll(() => product?.close());

  test.each(walks)('in $language, words × $textScale', async (walk) => {
    // A user of its own for each language: their files begin empty.
    const openId = `oLook-${walk.language}-${10 * walk.textScale}`;
    await product.reopen({ ...walk, theme: 'light', openId, network: 'wifi', permissions: {} });
    await goThrough(product);
  });
});

async function goThrough(product: Product): Promise<void> {
  const screens = new Screens(product);
  await element(await screens.page('pages/home/home'), '.open-gallery');
  await shoot(product, '1-home');
  const gallery = await screens.openGallery();
  await shoot(product, '2-gallery-empty');

  // From the album it has a cover and a length; from a chat it has none.
  const film = await readFile(join(__dirname, '../e2e/support/film.mp4'));
  // It was recorded, and its header says nothing of how long.
  const header = film.indexOf('mvhd') + 4;
  film.writeBigUInt64BE(3n * BigInt(film.readUInt32BE(header + 20)), header + 24);
  await screens.upload('album', [
    { name: 'a.mp4', bytes: film, thumbnail: await landscape('#e9d8f2', '#7a5c86') },
  ]);
  await screens.back();
  await screens.upload('chat', [
    { name: '海边 日落.jpg', bytes: await landscape('#7fb2e5', '#3f7d58') },
    { name: 'mountains at dawn.jpg', bytes: await landscape('#f2b8a0', '#5b4a68') },
    { name: '夜.jpg', bytes: await landscape('#27325c', '#141a30') },
    { name: 'film.mp4', bytes: makeVideo(200_000) },
    { name: 'contract 2026.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
    { name: 'desert.jpg', bytes: await landscape('#bfe3ec', '#d9a85c') },
    { name: 'empty.txt', bytes: Buffer.alloc(0) },
  ]);
  await shoot(product, '3-upload');
  product.phone.nextChoice([{ name: '沙漠 desert.jpg', bytes: await landscape('#bfe3ec', '#d9a85c') }]);
  await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex: 2 });
  const transfers = await screens.cosPage('transfers');
  await (await element(transfers, '.add-button')).tap();
  await until('it is known', async () => (await screens.transferStates(transfers)).includes('present'));
  await product.miniProgram.restoreWxMethod('showActionSheet');
  await shoot(product, '3-upload-again');
  await screens.back();

  await until('all tiles are there', async () => (await gallery.$$('.tile')).length === 7);
  await until('the thumbnails are drawn', async () => {
    const { tiles } = (await gallery.data()) as { tiles: Record<string, { thumbnail: string } | null> };
    return Object.values(tiles).filter((tile) => tile?.thumbnail).length === 5;
  });
  await product.window.picturesDrawn();
  await shoot(product, '2-gallery', { turns: true });

  const tiles = await gallery.$$('.tile');
  await tiles[0]?.longpress();
  for (const tile of tiles.slice(1)) await tile.tap();
  await shoot(product, '2-gallery-selected');
  await answerAlbum(product, true);
  product.phone.settings.update({ network: '2g' });
  await (await element(gallery, '.selection-save')).tap();
  await element(gallery, '.selection-progress');
  await shoot(product, '2-gallery-saving');
  product.phone.settings.update({ network: 'wifi' });
  await element(gallery, '.selection-failure');
  await shoot(product, '2-gallery-saved');
  product.phone.settings.update({ permissions: {} });
  await (await element(gallery, '.selection-cancel')).tap();

  const object = await screens.openNewest();
  await product.window.picturesDrawn();
  await shoot(product, '4-object', { turns: true });
  await answerAlbum(product, false);
  await (await element(object, '.save-button')).tap();
  await element(object, '.failure-card');
  await shoot(product, '4-object-refused');
  await (await element(object, '.more-button')).tap();
  await shoot(product, '4-object-details');
  await screens.back();

  await tiles[6]?.tap();
  await element(await screens.cosPage('object'), '.film');
  await product.window.picturesDrawn();
  await shoot(product, '4-object-film');
  await screens.back();

  product.phone.settings.update({ network: 'none' });
  await product.miniProgram.callWxMethod('startPullDownRefresh');
  await element(gallery, '.failure-card');
  await shoot(product, '2-gallery-failed');
}
