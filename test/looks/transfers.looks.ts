import type { RowView } from '../../miniprogram/cos/components/transfer-row/RowView';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { makeVideo } from '../e2e/support/media';
import { element, Screens } from '../e2e/support/screens';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

/** `npm run looks` takes pictures of the transfers in each state that a queue can be in. */

const MB = 1024 * 1024;
const HEIC = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]);
describeInChromium('the transfers in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(chromium);
  });
  afterAll(() => product?.close());

  test.each(walks)(
    'in $language, words × $textScale',
    async (walk) => {
      const openId = `oTransfers-${walk.language}-${10 * walk.textScale}`;
      await product.reopen({ ...walk, theme: 'light', openId, network: 'wifi' });
      await goThrough(product);
    },
    240_000,
  );
});

async function goThrough(product: Product): Promise<void> {
  const { cloud, miniProgram, phone } = product;
  cloud.cos.faults.reset();
  const screens = new Screens(product);
  const gallery = await screens.openGallery();
  const total = async (page: Page, what: string, is: (pace: string) => boolean, limit?: number) =>
    until(
      what,
      async () => {
        const data = (await page.data('total')) as { pace: string } | null;
        return data !== null && is(data.pace);
      },
      limit,
    );

  await miniProgram.callWxMethod('navigateTo', { url: '../transfers/transfers' });
  await screens.cosPage('transfers');
  await shoot(product, '3-transfers-empty');
  await screens.back();
  await element(gallery, '.upload-button');

  cloud.cos.faults.change({ uploadBytesPerSecond: 300_000 });
  const skies = ['#7fb2e5', '#f2b8a0', '#bfe3ec', '#d9a85c', '#27325c', '#8fc9a8'];
  const photos = await Promise.all(skies.map((sky) => landscape(sky, '#3f7d58')));
  let page = await screens.choose(
    'chat',
    [
      ...photos.map((bytes, at) => ({ name: `IMG_2026031${at}_120000.jpg`, bytes })),
      { name: 'empty.txt', bytes: Buffer.alloc(0) },
      { name: `${'n'.repeat(896)}.txt`, bytes: Buffer.from('n') },
      { name: '去年夏天在海边拍的很长的一段录像，还没有剪辑.mp4', bytes: makeVideo(18 * MB) },
      { name: 'film.mp4', bytes: makeVideo(5 * MB) },
      { name: 'talk.mp4', bytes: makeVideo(6 * MB) },
      ...Array.from({ length: 12 }, (_, at) => ({ name: `clip ${at}.mp4`, bytes: makeVideo(7 * MB + at) })),
    ],
    gallery,
    '.upload-button',
  );
  await until('some parts have arrived', async () => {
    const rows = Object.values((await page.data('rows')) as Record<string, RowView | null>);
    return rows.filter((row) => row !== null && row.extension === 'MP4' && row.percent > 10).length > 0;
  });
  await total(page, 'the time left is known', (pace) => / (s|min|h|秒|分钟|小时)$/.test(pace));
  await product.window.picturesDrawn();
  await shoot(product, '3-transfers-running');
  phone.settings.update({ weakNetwork: true });
  await element(page, '.note-weak');
  await shoot(product, '3-transfers-weak');
  phone.settings.update({ weakNetwork: false });

  await (await element(page, '.total-control')).tap();
  await total(page, 'it is paused', (pace) => /Paused|已暂停/.test(pace));
  await shoot(product, '3-transfers-paused');

  await product.reopen({ network: 'none' });
  await screens.page('pages/home/home');
  await miniProgram.callWxMethod('navigateTo', { url: '../../cos/pages/transfers/transfers' });
  page = await screens.cosPage('transfers');
  await until('it tells how many wait', async () =>
    /\d/.test(((await page.data('labels')) as { empty: string }).empty),
  );
  await shoot(product, '3-transfers-returning');
  phone.settings.update({ network: 'wifi' });
  await element(page, '.section-waiting');
  await product.window.picturesDrawn();
  await shoot(product, '3-transfers-restored');
  await (await element(page, '.total-control')).tap();

  await until('one tells what it kept', async () => {
    const rows = Object.values((await page.data('rows')) as Record<string, RowView | null>);
    return rows.some((row) => row?.state === 'uploading' && /kept|续传/.test(row.pace));
  });
  await shoot(product, '3-transfers-resumed');

  phone.settings.update({ network: 'none' });
  await element(page, '.note-offline');
  await shoot(product, '3-transfers-offline');
  phone.settings.update({ network: '4g' });
  await element(page, '.question');
  await shoot(product, '3-transfers-asking');
  await (await element(page, '.wait-for-wifi')).tap();
  await element(page, '.note-wifi');
  await shoot(product, '3-transfers-waiting-for-wifi');

  cloud.cos.faults.change({ bucketGone: true });
  phone.settings.update({ network: 'wifi' });
  await element(page, '.stopped');
  await shoot(product, '3-transfers-stopped');
  await miniProgram.mockWxMethod('showActionSheet', { tapIndex: 1 });
  await (await element(page, '.section-waiting .transfer-row >>> .what')).tap();
  await element(page, '.section-cancelled');
  await miniProgram.restoreWxMethod('showActionSheet');

  cloud.cos.faults.change({ bucketGone: false, uploadBytesPerSecond: null });
  await (await element(page, '.stopped >>> .failure-help')).tap();
  await total(page, 'all is over', (pace) => pace === '', 60_000);
  await shoot(product, '3-transfers-over');
  await miniProgram.callWxMethod('pageScrollTo', { scrollTop: 3000, duration: 0 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  await shoot(product, '3-transfers-over-below');

  await miniProgram.callWxMethod('pageScrollTo', { scrollTop: 0, duration: 0 });
  await (await element(page, '.section-failed .all-remove')).tap();
  const known = photos.slice(0, 2).map((bytes, at) => ({ name: `again ${at}.jpg`, bytes }));
  await screens.choose('chat', known, page, '.add-button');
  await element(page, '.section-present');
  await product.window.picturesDrawn();
  await shoot(product, '3-transfers-present');

  phone.nextChoice([{ name: 'IMG_0042.HEIC', bytes: HEIC }]);
  await (await element(page, '.add-button')).tap();
  await product.window.shows('.phone-sheet-item');
  await shoot(product, '3-transfers-sources');
  await product.window.press('.phone-sheet-item');
  await product.window.shows('.phone-sheet-title');
  await shoot(product, '3-transfers-heic');
  await product.window.press('.phone-sheet-cancel');
}
