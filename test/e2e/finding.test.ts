import { formatBytes } from '../../miniprogram/cos/format/formatBytes';
import { formatCount } from '../../miniprogram/cos/format/formatCount';
import { isWide } from '../support/isWide';
import { browsers } from './support/browsers';
import { cosRequest, type IssuedKey } from './support/cosRequest';
import { holdThumb } from './support/holdThumb';
import { element, Screens } from './support/screens';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** A person looks for something in a long gallery: by kind, by name, by size, by month, on a network that goes away. */

const DAY = 86_400_000;
const COUNT = isWide ? 2500 : 400;
/** Requests for all that lie beyond the first 60. */
const PAGES = Math.ceil((COUNT - 60) / 1000);
const now = Date.now();
/** Five a day. Each hundredth is a film, and the older the larger. */
const files = Array.from({ length: COUNT }, (_, index) => {
  const time = now - 60_000 - Math.floor(index / 5) * DAY - index;
  const name = index % 100 === 50 ? `film ${index}.mp4` : `note ${index}.txt`;
  return { key: `users/oLocalDeveloper/${9_999_999_999_999 - time}-${name}`, body: 'x'.repeat(index), time };
});
const total = (of: readonly { body: string }[], more = 0) =>
  `${formatCount(of.length + more)} files · ${formatBytes(of.reduce((sum, { body }) => sum + body.length, more))}`;
const films = files.filter(({ key }) => key.endsWith('.mp4'));
const oldest = `note ${COUNT - 1}.txt`;
const keyOf = (name: string) => files.find(({ key }) => key.endsWith(`-${name}`))?.key;

describe.each(browsers)('finding, in $name', (browser) => {
  let product: Product;
  let gallery: Page;
  beforeAll(async () => {
    product = await startProduct(browser);
    const { rootKey, cos } = product.cloud;
    const owner: IssuedKey = {
      credentials: { tmpSecretId: rootKey.secretId, tmpSecretKey: rootKey.secretKey },
    };
    for (let first = 0; first < COUNT; first += 40) {
      const answers = await Promise.all(
        files
          .slice(first, first + 40)
          .map(({ key, body }) => cosRequest(cos.port, owner, { method: 'PUT', key, body })),
      );
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    }
    gallery = await new Screens(product).openGallery();
    await element(gallery, '.tile');
  });
  afterAll(() => product?.close());

  const bar = () => element(gallery, '.find-bar');
  const tap = async (selector: string) => (await (await bar()).$(selector))?.tap();
  const type = async (text: string) =>
    ((await (await bar()).$('.input')) as unknown as { input(text: string): Promise<void> }).input(text);
  const line = async () => String(await gallery.data('finding.line'));
  const says = (words: string) => until(`it says ${words}`, async () => (await line()) === words);
  const firstTile = async () => (await element(gallery, '.tile')).attribute('data-key');
  const menu = async (tapIndex: number) => {
    await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex });
    await tap('.menu');
    await product.miniProgram.restoreWxMethod('showActionSheet');
  };
  const listed = () =>
    product.cloud.cos.requests().filter(({ operation }) => operation === 'GetBucket').length;

  test('a kind is found in all there is, also when the network goes away meanwhile', async () => {
    const before = listed();
    product.phone.settings.update({ network: 'none' });
    await tap('.kind[data-kind="video"]');
    const goOn = await element(gallery, '.go-on');
    expect(await line()).toBe('1 found, only the newest 60 searched');
    product.phone.settings.update({ network: 'wifi' });
    await goOn.tap();
    await says(total(films));
    expect(listed() - before).toBe(PAGES);
    const keys = await Promise.all(
      (await gallery.$$('.tile')).map((tile: { attribute(name: string): Promise<string> }) =>
        tile.attribute('data-key'),
      ),
    );
    expect(keys.every((key) => String(key).endsWith('.mp4'))).toBe(true);
    expect(await gallery.$('.go-on')).toBeNull();
  });

  test('a film that is uploaded meanwhile is there, and what is no film is not', async () => {
    const screens = new Screens(product);
    await screens.upload('chat', [
      { name: 'new film.mp4', bytes: Buffer.alloc(1) },
      { name: 'new note.txt', bytes: Buffer.alloc(1) },
    ]);
    await screens.back();
    await says(total(films, 1));
    expect(await firstTile()).toMatch(/-new film\.mp4$/);
  });

  test('a name is found as it is typed; nothing is found for another; one tap shows all', async () => {
    await type('NOTE 77');
    await until('nothing is found', () => gallery.$('.nothing'));
    await tap('.kind[data-kind="all"]');
    const found = files.filter(({ key }) => /-note \d*77/.test(key));
    await says(total(found));
    expect(await firstTile()).toBe(keyOf('note 77.txt'));
    await tap('.clear');
    await until('all are there', async () => (await line()) === '');
    await type('🦊 (');
    await (await element(gallery, '.show-all')).tap();
    await until('all are there', async () => (await line()) === '');
    expect(await gallery.data('finding.query')).toBe('');
  });

  test('by size the largest is first, and what is newest is first again', async () => {
    await menu(2);
    await until('it is by size', async () => (await firstTile()) === keyOf(oldest));
    expect(await line()).toBe(total(files, 2));
    await menu(0);
    await until('it is by time', async () => /-new (film|note)/.test(String(await firstTile())));
  });

  test('a month is gone to from the list, and by the thumb at the edge', async () => {
    await menu(3);
    const sheet = await element(gallery, '.month-sheet');
    const rows = await sheet.$$('.month');
    const months = (await gallery.data('months')) as { id: string; title: string; top: number }[];
    expect(rows.length).toBe(months.length);
    const third = months[2];
    await rows[2]?.tap();
    const inMonth = (date: Date) =>
      third?.id === `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
    const first = files.find(({ time }) => inMonth(new Date(time)))?.key;
    await until('the first file of that month is drawn', async () => {
      const tiles = (await gallery.data('tiles')) as Record<string, { key: string } | null>;
      return Object.values(tiles).some((tile) => tile?.key === first);
    });
    expect(await gallery.$('.month-sheet')).toBeNull();
    if (browser.name === 'jsdom') return;

    const top = async (key: string | undefined) => {
      const tiles = (await product.miniProgram.evaluate(
        `() => new Promise((resolve) => {
          const tiles = wx.createSelectorQuery().selectAll('.tile');
          tiles.fields({ dataset: true, rect: true }, resolve).exec();
        })`,
      )) as { dataset: { key: string }; top: number }[];
      return tiles.find(({ dataset }) => dataset.key === key)?.top;
    };
    // Below the heading of its day, which stays at the top of the screen.
    const heading = Number(/heading: (\d+)px/.exec(String(await gallery.data('heights')))?.[1]);
    await until(
      'it is at the top of the screen',
      async () => Math.abs(((await top(first)) ?? Number.NaN) - heading) <= 1,
    );

    const thumb = await holdThumb(product, gallery);
    for (const y of [400, 500, 600, 900]) await thumb.moveTo(y);
    const rail = await element(gallery, '.month-rail');
    const last = months[months.length - 1];
    expect(await (await rail.$('.month.seen'))?.text()).toBe(last?.title);
    await thumb.release();
    await until('the oldest file is on the screen', async () => ((await top(keyOf(oldest))) ?? 999) < 700);
    // All were loaded long ago.
    expect(listed()).toBeLessThan(10 + PAGES);
  });
});
