import { account } from '../../dev/local-cloud/account';
import { putObject } from '../components/support/putObject';
import { send } from '../cos-server/support/send';
import { isWide } from '../support/isWide';
import { browsers } from './support/browsers';
import { landscape } from './support/landscape';
import { element, Screens } from './support/screens';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** The page of one file, with the finger: what one does most is within reach, and the others are a swipe away. */

const FILES = 70;
const LISTED = 60;
const USER = 'users/oLocalDeveloper/';

describe.each(browsers)('swiping in $name', (browser) => {
  let product: Product;
  let screens: Screens;
  let object: Page;
  const inChromium = browser.name === 'chromium';

  const nameAt = (index: number): string =>
    `${String(index).padStart(2, '0')}.${index === 3 ? 'pdf' : index === 4 ? 'txt' : 'jpg'}`;
  const keyAt = (index: number): string => `${USER}${8_230_000_000_000 + index}-${nameAt(index)}`;
  const open = async (index: number): Promise<void> => {
    const url = `../object/object?key=${encodeURIComponent(keyAt(index))}`;
    await product.miniProgram.callWxMethod('navigateTo', { url });
    object = await screens.cosPage('object');
    await element(object, '.delete-button');
  };
  const shown = async (): Promise<string> => (await object.data('object')).stored.name;
  const shows = (index: number) =>
    until(`it shows ${nameAt(index)}`, async () => (await shown()).endsWith(nameAt(index)));
  /** A finger over half of the screen; in jsdom, which has no layout, what it leads to. */
  const swipe = async (by: 1 | -1): Promise<void> => {
    const stage = await element(object, '.stage');
    if (!inChromium) {
      const slot = (Number(await object.data('current')) + by + 3) % 3;
      await (stage as unknown as { swipeTo(index: number): Promise<void> }).swipeTo(slot);
      return;
    }
    const at = (clientX: number) => {
      const touch = { identifier: 0, clientX, clientY: 300 } as never;
      return { touches: [touch], changedTouches: [touch] };
    };
    await stage.touchstart(at(190 + by * 120));
    for (const share of [0.5, -0.4, -1]) await stage.touchmove(at(190 + by * 120 * share));
    await stage.touchend(at(190 - by * 120));
  };

  beforeAll(async () => {
    product = await startProduct(browser);
    screens = new Screens(product);
    const picture = await landscape('#7fb2e5', '#3f7d58', 300);
    const all = Array.from({ length: FILES }, (_, index) => keyAt(index).slice(USER.length));
    await Promise.all(all.map((name) => putObject(product.cloud, name, picture)));
    await product.window.resize(375, 667);
    const gallery = await screens.openGallery();
    await element(gallery, '.tile');
    await (await element(gallery, '.tile')).tap();
    object = await screens.cosPage('object');
    await element(object, '.delete-button');
  });
  afterAll(() => product?.close());

  test('what one does most is on the screen without scrolling', async () => {
    await shows(0);
    for (const [width, height] of inChromium
      ? ([
          [320, 568],
          [375, 667],
        ] as const)
      : []) {
      await product.window.resize(width, height);
      const { windowHeight } = (await product.miniProgram.callWxMethod('getSystemInfoSync')) as {
        windowHeight: number;
      };
      const actions = await object.$$('.action');
      expect(actions).toHaveLength(5);
      for (const action of actions) {
        const [{ left, top }, size] = [await action.offset(), await action.size()];
        const [across, down] = [Number(size.width), Number(size.height)];
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + across).toBeLessThanOrEqual(width);
        expect(top + down).toBeLessThanOrEqual(windowHeight);
        expect(Math.min(across, down)).toBeGreaterThanOrEqual(44);
      }
    }
  });

  test('goes to the next file and back, and at the end of the list stays where it is', async () => {
    await swipe(-1);
    const stage = await element(object, '.stage');
    await until('it swipes back', async () => (await stage.property('current')) === 0);
    await product.window.comesToRest();
    await shows(0);
    await swipe(1);
    await shows(1);
    await swipe(1);
    await shows(2);
    await swipe(-1);
    await shows(1);
    expect(product.cloud.cos.requests().filter(({ operation }) => operation === 'HeadObject')).toEqual([]);
  });

  test('a tap on a picture opens WeChat’s previewer with those around it', async () => {
    await product.window.comesToRest();
    const item = (await object.$$('swiper-item'))[Number(await object.data('current'))];
    await (await item?.$('.picture-button'))?.tap();
    await product.window.shows('.phone-preview');
    await product.window.press('.phone-preview-close');
    await shows(1);
  });

  test('fast past the end of what the list had loaded; three slots are all there is', async () => {
    await screens.back();
    await screens.cosPage('gallery');
    const first = LISTED - (isWide ? 8 : 2);
    await open(first);
    for (let index = first + 1; index <= LISTED + 2; index += 1) {
      await swipe(1);
      await shows(index);
    }
    expect(await object.$$('swiper-item')).toHaveLength(3);
    const lists = product.cloud.cos.requests().filter(({ operation }) => operation === 'GetBucket');
    expect(lists).toHaveLength(2);
  });

  test('back in the gallery, the file that was looked at last is on the screen', async () => {
    await screens.back();
    const gallery = await screens.cosPage('gallery');
    const tile = await element(gallery, `.tile[data-key="${keyAt(LISTED + 2)}"]`);
    if (!inChromium) return;
    await until('it is on the screen', async () => {
      const top = (await tile.offset()).top - Number(await gallery.scrollTop());
      return top > 0 && top < 500;
    });
  });

  test('a file gets another name, which the gallery has at once', async () => {
    const gallery = await screens.cosPage('gallery');
    await open(1);
    await (await element(object, '.more-button')).tap();
    await product.window.comesToRest();
    await product.miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false, content: '海边 🌅' });
    await (await element(object, '.rename-button')).tap();
    await until('it is renamed', async () => (await object.data('object')).stored.name === '海边 🌅.jpg');
    await swipe(1);
    await shows(2);
    await swipe(-1);
    await until('it is shown', async () => (await shown()) === '海边 🌅.jpg');
    await screens.back();
    await until('its tile has its new key', async () => {
      const { tiles } = (await gallery.data()) as { tiles: Record<string, { key: string } | null> };
      return Object.values(tiles).some((tile) => tile?.key.endsWith('-海边 🌅.jpg'));
    });
    expect((await product.cloud.cos.objects()).map(({ key }) => key)).not.toContain(keyAt(1));
  });

  test('a file that was deleted can be had back in the gallery', async () => {
    const gallery = await screens.cosPage('gallery');
    await open(5);
    await swipe(1);
    await shows(6);
    await product.miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false });
    await (await element(object, '.delete-button')).tap();
    await screens.cosPage('gallery');
    await (await element(gallery, '.deletions-undo')).tap();
    await open(6);
    await shows(6);
  });

  test('of a file that is gone meanwhile the page says so, and goes on to the others', async () => {
    if (!inChromium) return;
    await screens.back();
    await screens.cosPage('gallery');
    const path = `/${account.bucket}/${keyAt(9)}`;
    await send(product.cloud.cos, product.cloud.rootKey, { method: 'DELETE', path });
    await open(7);
    await swipe(1);
    await shows(8);
    await swipe(1);
    await until('it is told', async () => (await object.data('failure'))?.code === 'object-missing');
    await swipe(1);
    await shows(10);
    expect(await object.data('failure')).toBeNull();
  });
});
