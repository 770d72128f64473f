import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { centreOf, photo } from '../components/support/Field';
import { failOnce, openForm, untilIdle } from '../components/support/openForm';
import { uploaderForm } from '../components/support/uploaderForm';
import { writeSmallApp } from '../components/support/writeSmallApp';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { makeVideo } from '../e2e/support/media';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

/** `npm run looks` takes pictures of `cos-uploader` with files in each state, and of a tile under the finger. */

describeInChromium('cos-uploader in Chromium', (chromium) => {
  let dir: string;
  let product: Product;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'uploader-'));
    await writeSmallApp(dir, {
      start: { json: {}, wxml: '<view />', ts: 'Page({});' },
      form: uploaderForm,
    });
    product = await startProduct(chromium, { app: { source: dir, root: 'cos' } });
  });
  afterAll(async () => {
    await product?.close();
    if (dir !== undefined) await rm(dir, { recursive: true });
  });
  afterEach(() => {
    product.cloud.cos.faults.reset();
  });

  test.each(walks)('in $language, words × $textScale', async (walk) => {
    await product.reopen({ ...walk, theme: 'light' });
    const { page, field } = await openForm(product);
    const skies = ['#7fb2e5', '#f2b8a0', '#bfe3ec'];
    const photos = await Promise.all(skies.map((sky) => landscape(sky, '#3f7d58')));
    await field.choose(...photos.map((bytes, at) => ({ name: `${at}.jpg`, bytes })));
    await untilIdle(page);
    await product.window.picturesDrawn();

    const first = await field.tile(0);
    const { x, y } = await centreOf(first);
    const at = (clientX: number) => {
      const touches = [{ clientX, clientY: y + 12 }];
      return { touches, changedTouches: touches };
    };
    await first.touchstart(at(x));
    await until('it is lifted', async () => (await page.$$('#photos >>> .lifted')).length === 1);
    await first.touchmove(at(x + 150));
    await shoot(product, '7-uploader-sorting');
    await first.touchend(at(x + 150));

    failOnce(product);
    await field.choose({ name: 'failed.jpg', bytes: await landscape('#d9a85c', '#5b4a68') });
    await untilIdle(page);
    product.cloud.cos.faults.change({ uploadBytesPerSecond: 2_500_000 });
    await field.choose(
      { name: 'film.mp4', bytes: makeVideo(5 * 1024 * 1024) },
      { name: 'a.jpg', bytes: await landscape('#f2b8a0', '#5b4a68') },
      photo('no picture.jpg'),
    );
    await until('the film is on its way', async () =>
      (await field.lines()).some((line) => /^[1-9]\d %$/.test(line)),
    );
    product.cloud.cos.faults.change({ uploadBytesPerSecond: 10_000 });
    await product.window.picturesDrawn();
    await shoot(product, '7-uploader-mixed');
  });
});
