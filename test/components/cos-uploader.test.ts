import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInChromium, jsdom } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { testWide } from '../support/isWide';
import { centreOf, Field, photo } from './support/Field';
import { failOnce, heardIn, openForm, untilIdle } from './support/openForm';
import { uploaderForm } from './support/uploaderForm';
import { writeSmallApp } from './support/writeSmallApp';

/** `cos-uploader` on pages of somebody's Mini Program, against the local cloud. */

let dir: string;
let product: Product;
let page: Page;
let field: Field;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'uploader-'));
  await writeSmallApp(dir, { start: { json: {}, wxml: '<view />', ts: 'Page({});' }, form: uploaderForm });
  product = await startProduct(jsdom, { app: { source: dir, root: 'cos' } });
});
afterAll(async () => {
  await product?.close();
  await rm(dir, { recursive: true });
});
afterEach(() => {
  product.cloud.cos.faults.reset();
});

async function open(query = ''): Promise<void> {
  ({ page, field } = await openForm(product, query));
}

const MB = 1024 * 1024;
const value = (): Promise<string[]> => page.data('value');
const heard = () => heardIn(page);
const stored = async () => (await product.cloud.cos.objects()).map(({ key }) => key);
const idle = () => untilIdle(page);

describe('uploading', () => {
  test('three that are chosen go up and are the value of the page, in their order', async () => {
    await open();
    await field.choose(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'));
    await idle();
    expect(await field.states()).toEqual(['stored', 'stored', 'stored']);
    expect(await value()).toHaveLength(3);
    expect(await stored()).toEqual(expect.arrayContaining(await value()));
    expect([...new Set(await heard())]).toEqual(['busy', 'change', 'idle']);
    expect((await page.data('heard')).at(-1)).toEqual(['idle', { failed: 0 }]);
  });

  test('each shows how far it is, and one that is taken out leaves nothing in the cloud', async () => {
    await open();
    const before = await stored();
    product.cloud.cos.faults.change({ uploadBytesPerSecond: 2_000_000 });
    await field.choose(photo('slow.jpg', 5 * MB));
    await until('it is on its way', async () => /^[1-9]\d? %$/.test((await field.lines())[0] ?? ''));
    await field.remove(0);
    expect(await field.states()).toEqual([]);
    product.cloud.cos.faults.reset();
    await idle();
    expect(await value()).toEqual([]);
    await until('nothing is left', async () => (await stored()).length === before.length);
  });

  test('one that fails says so on its tile and below, and goes up when it is tried again', async () => {
    await open();
    failOnce(product);
    await field.choose(photo('a.jpg'));
    await idle();
    expect(await field.states()).toEqual(['failed']);
    expect(await field.lines()).toEqual(['Failed. Tap to try again']);
    expect(await field.failure()).toMatch(/^Could not upload/);
    expect(await page.data('heard')).toEqual([
      ['busy', {}],
      ['error', expect.objectContaining({ code: 'access-denied', heading: expect.any(String) })],
      ['idle', { failed: 1 }],
    ]);
    await field.tap(0);
    await until('it is stored', async () => (await value()).length === 1);
    expect(await field.failure()).toBeUndefined();
  });

  test('no more than max can be chosen, and then the way to add is gone until one is taken out', async () => {
    await open('max=2');
    await field.choose(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'));
    await idle();
    expect(await field.states()).toEqual(['stored', 'stored']);
    expect(await field.takesMore()).toBe(false);
    await field.remove(0);
    expect(await value()).toHaveLength(1);
    expect(await field.takesMore()).toBe(true);
  });

  test('a file that is too large is not taken, and the card says why', async () => {
    await open('maxBytes=1000');
    await field.choose(photo('large.jpg', 1001));
    await until('the card is there', () => field.failure());
    expect(
      (await page.data('heard')).map(([type, { code }]: [string, { code: string }]) => [type, code]),
    ).toEqual([['error', 'too-large']]);
    expect(await field.states()).toEqual([]);
  });

  test('a person who changes their mind adds nothing', async () => {
    await open();
    product.phone.nextChoice('cancel');
    await field.tapAdd();
    expect([await field.states(), await heard(), await field.failure()]).toEqual([[], [], undefined]);
  });

  test('other files come from chats, and their tiles tell name and type, also when only the key is known', async () => {
    await open();
    await page.setData({ from: ['chat'], types: ['file', 'image'] });
    await field.choose(photo('合同 2026.pdf'));
    await idle();
    expect(await field.faces()).toEqual(['PDF 合同 2026.pdf']);
    const keys = await value();
    await open();
    await page.setData({ value: keys });
    expect([await field.faces(), await field.pictures()]).toEqual([['PDF 合同 2026.pdf'], []]);
  });

  test('with more than one way to choose the person is asked', async () => {
    await open();
    await page.setData({ from: ['camera', 'chat'] });
    await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex: 1 });
    await field.choose(photo('from a chat.jpg'));
    await idle();
    expect((await value())[0]).toMatch(/from a chat\.jpg$/);
    await product.miniProgram.restoreWxMethod('showActionSheet');
  });

  test('leaving the page cancels what is on its way, and nothing of it stays in the cloud', async () => {
    await open();
    const before = await stored();
    const aborted = () =>
      product.cloud.cos.requests().filter(({ operation }) => operation === 'AbortMultipartUpload').length;
    const earlier = aborted();
    product.cloud.cos.faults.change({ uploadBytesPerSecond: 2_000_000 });
    await field.choose(photo('left.jpg', 5 * MB));
    await until('it is on its way', async () => /^[1-9]\d? %$/.test((await field.lines())[0] ?? ''));
    await product.miniProgram.callWxMethod('navigateBack');
    product.cloud.cos.faults.reset();
    await until('its parts are taken off', () => aborted() > earlier);
    expect(await stored()).toEqual(before);
  });

  test('two of one page do not disturb each other', async () => {
    await open();
    const other = new Field(product, page, '#papers');
    failOnce(product);
    await field.choose(photo('a.jpg'));
    await until('it failed', async () => (await field.states())[0] === 'failed');
    await other.choose(photo('b.jpg'));
    await until('the other is stored', async () => (await page.data('papers')).length === 1);
    expect([await field.states(), await other.states()]).toEqual([['failed'], ['stored']]);
    expect(await other.failure()).toBeUndefined();
  });
});

describe('the value', () => {
  let keys: string[];
  beforeAll(async () => {
    await open();
    await field.choose(photo('one.jpg'), photo('two.jpg'));
    await idle();
    keys = await value();
  });

  test('that a page sets is shown in its order, by pictures of the bucket', async () => {
    await open();
    await page.setData({ value: [...keys].reverse() });
    expect(await field.states()).toEqual(['stored', 'stored']);
    expect(await field.pictures()).toEqual([...keys].reverse());
    expect(await heard()).toEqual([]);
  });

  test('that is set while a file goes up does not end it', async () => {
    await open();
    product.cloud.cos.faults.change({ uploadBytesPerSecond: 200_000 });
    await field.choose(photo('meanwhile.jpg', 400_000));
    await until('it is on its way', async () => (await field.lines())[0]?.endsWith('%'));
    await page.setData({ value: keys });
    expect(await field.states()).toEqual(['uploading', 'stored', 'stored']);
    product.cloud.cos.faults.reset();
    await idle();
    expect((await value()).slice(1)).toEqual(keys);
    expect(await value()).toHaveLength(3);
  });

  test('is what the form sends, and only what is stored', async () => {
    await open();
    await page.setData({ value: keys });
    failOnce(product);
    await field.choose(photo('not.jpg'));
    await idle();
    await (await page.$('.send'))?.tap();
    expect(await page.data('sent')).toEqual({ title: 'A day out', photos: keys, papers: [] });
  });

  test('is in another order after a tile was pressed long and moved by the menu', async () => {
    await open();
    await page.setData({ value: keys });
    await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex: 0 });
    await field.pressLong(1);
    await until('it has moved', async () => (await value())[0] === keys[1]);
    expect(await value()).toEqual([keys[1], keys[0]]);
    expect(await field.pictures()).toEqual(await value());
    await product.miniProgram.restoreWxMethod('showActionSheet');
  });

  test('cannot be changed where it is readonly or disabled', async () => {
    await open('readonly=1');
    await page.setData({ value: keys });
    expect([await field.takesMore(), await field.removers()]).toEqual([false, 0]);
    await open('disabled=1');
    await page.setData({ value: keys });
    expect(await field.removers()).toBe(0);
    await field.tapAdd();
    await field.pressLong(0);
    expect([await value(), await heard()]).toEqual([keys, []]);
  });
});

describe('taking out', () => {
  let key: string;
  beforeEach(async () => {
    await open();
    await field.choose(photo('kept.jpg'));
    await idle();
    [key = ''] = await value();
  });
  const answer = (confirm: boolean) =>
    product.miniProgram.mockWxMethod('showModal', { confirm, cancel: !confirm });

  test('leaves the object in the bucket', async () => {
    await field.remove(0);
    expect(await value()).toEqual([]);
    expect(await stored()).toContain(key);
  });

  test('deletes it where the page wants that, after the person was asked', async () => {
    await page.setData({ deleteRemoved: true });
    await answer(false);
    await field.remove(0);
    expect(await value()).toEqual([key]);
    await answer(true);
    await field.remove(0);
    await until('it is gone', async () => (await value()).length === 0);
    expect(await stored()).not.toContain(key);
    await product.miniProgram.restoreWxMethod('showModal');
  });

  test('keeps it in the list when COS refuses to delete it, and says why', async () => {
    await page.setData({ deleteRemoved: true });
    product.cloud.cos.faults.change({ deniedActions: ['DeleteObject'] });
    await answer(true);
    await field.remove(0);
    await until('the card is there', () => field.failure());
    expect([await value(), await field.states()]).toEqual([[key], ['stored']]);
    product.cloud.cos.faults.reset();
    await field.tryAgain();
    await until('it is gone', async () => (await value()).length === 0);
    await product.miniProgram.restoreWxMethod('showModal');
  });
});

testWide('in Chinese', async () => {
  await product.reopen({ language: 'zh_CN' });
  await open();
  failOnce(product);
  await field.choose(photo('a.jpg'));
  await idle();
  expect(await field.lines()).toEqual(['失败，点此重试']);
  expect(await field.labels()).toEqual([
    expect.stringMatching(/^\d+月\d+日 \d\d:\d\d, 1\/1, 失败，点此重试$/),
  ]);
});

describeInChromium('in Chromium', (chromium) => {
  let keys: string[];

  beforeAll(async () => {
    await product.reopen({ language: 'en', theme: 'light' }, chromium);
    await open();
    const skies = ['#7fb2e5', '#f2b8a0', '#27325c', '#bfe3ec'];
    const photos = await Promise.all(skies.map((sky) => landscape(sky, '#3f7d58')));
    await field.choose(...photos.map((bytes, at) => ({ name: `${at}.jpg`, bytes })));
    await idle();
    keys = await value();
  });

  test('a tile that is pressed long and drawn over another takes its place, and the others move up', async () => {
    await open();
    await page.setData({ value: keys });
    await product.window.picturesDrawn();
    const [first, third] = [await field.tile(0), await field.tile(2)];
    const from = await centreOf(first);
    const to = await centreOf(third);
    const at = ({ x, y }: { x: number; y: number }) => {
      const touches = [{ clientX: x, clientY: y }];
      return { touches, changedTouches: touches };
    };
    await first.touchstart(at(from));
    await until('it is lifted', async () => (await page.$$('#photos >>> .lifted')).length === 1);
    for (const part of [0.25, 0.5, 0.75, 1])
      await first.touchmove(at({ x: from.x + (to.x - from.x) * part, y: from.y + 12 }));
    await first.touchend(at(to));
    const [a, b, c, d] = keys;
    await until('the order is another one', async () => (await value())[0] === b);
    expect(await value()).toEqual([b, c, a, d]);
    expect(await field.pictures()).toEqual([b, c, a, d]);
  });

  test('it takes variables and classes of the page', async () => {
    await open();
    const looksOf = async (selector: string) => {
      const face = await until('there is one', () => page.$(`${selector} >>> .add-face`));
      const { width } = await face.size();
      const styles = ['background-color', 'border-radius'].map((name) => face.style(name));
      return [Math.round(Number(width)), ...(await Promise.all(styles))];
    };
    expect(await looksOf('#photos')).toEqual([112, 'rgba(0, 0, 0, 0.06)', '4px']);
    expect(await looksOf('#papers')).toEqual([82, 'rgb(214, 228, 255)', '20px']);
  });
});
