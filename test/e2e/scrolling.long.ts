import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeInChromium } from './support/browsers';
import { cosRequest, type IssuedKey } from './support/cosRequest';
import { element, Screens } from './support/screens';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** The gallery of many files in a browser, which has a layout: nothing jumps, and only what is near is there. */

const STYLES = 'cos/pages/gallery/gallery.wxss';
const DAY = 86_400_000;
const MOST_TILES = 300;

describeInChromium('a gallery of 400 files, in Chromium', (chromium) => {
  let product: Product;
  let gallery: Page;
  const keyAt = (time: number) => `users/oLocalDeveloper/${9_999_999_999_999 - time}-note.txt`;
  const store = async (times: number[]): Promise<void> => {
    const { rootKey, cos } = product.cloud;
    const owner: IssuedKey = {
      credentials: { tmpSecretId: rootKey.secretId, tmpSecretKey: rootKey.secretKey },
    };
    for (let first = 0; first < times.length; first += 20) {
      const answers = await Promise.all(
        times
          .slice(first, first + 20)
          .map((time) => cosRequest(cos.port, owner, { method: 'PUT', key: keyAt(time), body: 'x' })),
      );
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    }
  };
  const height = async (): Promise<number> => Number((await gallery.size()).height);
  const scrolled = async (): Promise<number> => Number(await gallery.scrollTop());
  const scrollTo = (scrollTop: number) =>
    product.miniProgram.callWxMethod('pageScrollTo', { scrollTop, duration: 0 });
  const lefts = async (): Promise<number[]> =>
    (await product.miniProgram.evaluate(
      `() => new Promise((resolve) => {
        const tiles = wx.createSelectorQuery().selectAll('.tile');
        tiles.fields({ rect: true }, (found) => resolve(found.map(({ left }) => left))).exec();
      })`,
    )) as unknown as number[];
  /** Keys of the tiles that are there, with their tops on the screen: asked at once, so that none comes or goes meanwhile. */
  const tiles = async (): Promise<Map<string, number>> => {
    const found = (await product.miniProgram.evaluate(
      `() => new Promise((resolve) => {
        const tiles = wx.createSelectorQuery().selectAll('.tile');
        tiles.fields({ dataset: true, rect: true }, resolve).exec();
      })`,
    )) as { dataset: { key: string }; top: number }[];
    return new Map(found.map(({ dataset, top }) => [dataset.key, top]));
  };

  const now = Date.now();
  // Days of one file, of some and of many.
  const times = Array.from(
    { length: 400 },
    (_, index) => now - 60_000 - (index < 10 ? index * DAY : 10 * DAY + Math.floor(index / 70) * DAY + index),
  );

  beforeAll(async () => {
    const own = await readFile(join(__dirname, '../../miniprogram', STYLES), 'utf8');
    // iOS never holds the screen by itself when something comes in above it. Here Chromium must not either.
    product = await startProduct(chromium, {
      overrides: { [STYLES]: `${own}\n.files { overflow-anchor: none; }` },
    });
    await store(times);
    gallery = await new Screens(product).openGallery();
    await element(gallery, '.tile');
    await until('all files are loaded', async () => {
      await scrollTo(0);
      await scrollTo(1_000_000);
      const requests = product.cloud.cos.requests().filter(({ operation }) => operation === 'GetBucket');
      return requests.length >= 7 && (await gallery.data('more')) === 'none';
    });
  });
  afterAll(() => product?.close());

  test('the page is as high wherever it is scrolled to, and each file is where it belongs', async () => {
    const whole = await height();
    const seen = new Set<string>();
    for (let scrollTop = 0; scrollTop < whole; scrollTop += 600) {
      await scrollTo(scrollTop);
      await until('the screen is full of tiles', async () => {
        const there = await tiles();
        expect(there.size).toBeLessThanOrEqual(MOST_TILES);
        for (const key of there.keys()) seen.add(key);
        const bottom = Math.max(...there.values());
        return Math.min(...there.values()) < 500 && (bottom > 400 || scrollTop + 800 > whole);
      });
      expect(await height()).toBe(whole);
    }
    expect(seen.size).toBe(400);
  });

  test('what is on the screen stays there when files come in above it', async () => {
    await scrollTo(2000);
    const before = await until('the tiles around are drawn', async () => {
      const there = await tiles();
      return [...there.values()].some((top) => top > 0 && top < 300) && there;
    });
    const [watched, top] = [...before].find(([, at]) => at > 0) ?? ['', 0];
    await store(Array.from({ length: 9 }, (_, index) => now + index));
    await product.miniProgram.callWxMethod('startPullDownRefresh');
    await until('the list is longer', async () => (await tiles()).size > 0 && (await scrolled()) > 2200);
    let after: number | undefined;
    await until('the page, pulled down, has gone back', async () => {
      const earlier = after;
      after = (await tiles()).get(watched);
      return after !== undefined && after === earlier;
    });
    expect(Math.abs((after ?? Number.NaN) - top)).toBeLessThanOrEqual(1);
  });

  test('on its side it has more columns, and what was at the top is still there', async () => {
    await scrollTo(3000);
    const watched = await until('the tiles around are drawn', async () => {
      const there = await tiles();
      return [...there].find(([, top]) => top >= 0 && top < 130)?.[0];
    });
    const columns = async () => new Set((await lefts()).values()).size;
    expect(await columns()).toBe(3);
    const whole = await height();
    for (const [width, screenHeight, expected] of [
      [1024, 768, 7],
      [768, 1024, 5],
      [320, 568, 3],
    ] as const) {
      await product.window.resize(width, screenHeight);
      await until(`there are ${expected} columns`, async () => (await columns()) === expected);
      const top = (await tiles()).get(watched) ?? Number.NaN;
      expect(top).toBeGreaterThan(-170);
      expect(top).toBeLessThan(200);
    }
    await product.window.resize(375, 812);
    await until('it is as it was', async () => (await columns()) === 3 && (await height()) === whole);
  });

  test('a cold start without a network shows what was there last, under what went wrong', async () => {
    await product.reopen({ network: 'none' });
    gallery = await new Screens(product).openGallery();
    await element(gallery, '.list-failure');
    expect((await tiles()).size).toBeGreaterThan(12);
    await product.reopen({ network: 'wifi' });
    gallery = await new Screens(product).openGallery();
    await until('the list is known', async () => (await gallery.data('state')) === 'ready');
  });

  test('an element is one file for as long as it is there', async () => {
    await scrollTo(0);
    const first = await until('the first tile is there', async () => {
      const [tile] = await gallery.$$('.tile');
      return tile && (await tile.attribute('data-key')) === keyAt(now + 8) && tile;
    });
    await scrollTo(100);
    expect(await first.attribute('data-key')).toBe(keyAt(now + 8));
  });
});
