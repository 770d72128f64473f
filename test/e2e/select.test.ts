import { describeInChromium } from './support/browsers';
import { cosRequest, type IssuedKey } from './support/cosRequest';
import { element, Screens } from './support/screens';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** Many files at once, by a finger on a real screen: marked by a drag, sent, deleted and taken back. */

const DAY = 86_400_000;

describeInChromium('files are selected with a finger, in Chromium', (chromium) => {
  let product: Product;
  let gallery: Page;
  const now = Date.now();
  const keyAt = (time: number) => `users/oLocalDeveloper/${9_999_999_999_999 - time}-note.txt`;
  /** The newest first: five of today, thirty of some days ago. */
  const times = Array.from({ length: 35 }, (_, index) => now - index * 1000 - (index < 5 ? 0 : 5 * DAY));
  /** The tile with this index, which has to be on the screen. */
  const tile = (index: number) =>
    until(`tile ${index} is there`, async () => {
      for (const one of await gallery.$$('.tile')) {
        if ((await one.attribute('data-key')) === keyAt(times[index] ?? 0)) return one;
      }
      return undefined;
    });
  const none = { touches: [], changedTouches: [] };
  const marks = (what: string, expected: number[]) =>
    until(what, async () => JSON.stringify(await marked()) === JSON.stringify(expected));
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  /** A page that a finger has thrown goes on for a while. */
  const toTop = () =>
    until('the page rests at its top', async () => {
      await product.miniProgram.callWxMethod('pageScrollTo', { scrollTop: 0, duration: 0 });
      await new Promise((resolve) => setTimeout(resolve, 50));
      return Number(await gallery.scrollTop()) === 0;
    });
  const marked = async () => {
    const shown = (await gallery.data('tiles')) as Record<string, { key: string; selected: boolean } | null>;
    const keys = new Set(Object.values(shown).flatMap((tile) => (tile?.selected ? [tile.key] : [])));
    return times.flatMap((time, index) => (keys.has(keyAt(time)) ? [index] : []));
  };
  const press = async (selector: string) => (await element(gallery, selector)).tap();
  const title = async () => ((await gallery.data('selection')) as { title: string } | null)?.title;

  beforeAll(async () => {
    product = await startProduct(chromium);
    const { rootKey, cos } = product.cloud;
    const owner: IssuedKey = {
      credentials: { tmpSecretId: rootKey.secretId, tmpSecretKey: rootKey.secretKey },
    };
    await Promise.all(
      times.map((time) => cosRequest(cos.port, owner, { method: 'PUT', key: keyAt(time), body: 'x' })),
    );
    gallery = await new Screens(product).openGallery();
    await element(gallery, '.tile');
  });
  afterAll(() => product?.close());

  test('a finger that starts sideways takes tiles along and gives them back; one that starts down scrolls', async () => {
    await press('.select-button');
    // Found before: a finger that rests too long presses.
    const found = await Promise.all(range(0, 8).map(tile));
    const touch = (index: number) => found[index]?.touchstart(none);
    const move = (index: number) => found[index]?.touchmove(none);
    // Where the finger is: another tile would first be scrolled to.
    const lift = (index: number) => found[index]?.touchend(none);
    await touch(1);
    for (const index of [2, 4, 8]) await move(index);
    await marks('a run in the order of reading', range(1, 8));
    await move(3);
    await marks('those it went back from', range(1, 3));
    await lift(3);
    await until('the count', async () => (await title()) === '3 selected');
    const top = Number(await gallery.scrollTop());

    await touch(6);
    for (const index of [3, 0]) await move(index);
    await lift(0);
    await until('it has scrolled', async () => Number(await gallery.scrollTop()) !== top);
    expect(await marked()).toEqual([1, 2, 3]);
  });

  test('a day, all, and none', async () => {
    await toTop();
    const [today] = await gallery.$$('.day-select');
    await today?.tap();
    await marks('all of today', range(0, 4));
    await press('.selection-all');
    await marks('all', range(0, 34));
    await press('.selection-all');
    await marks('none', []);
    await press('.selection-cancel');
    await element(gallery, '.upload-button');
  });

  test('a long press begins, goes on in any direction, and at the edge the page scrolls on under it', async () => {
    await toTop();
    const begun = await tile(0);
    await begun.touchstart(none);
    await marks('the pressed one', [0]);
    await (await tile(5)).touchmove(none);
    await marks('down to the next day', range(0, 5));
    expect(await gallery.scrollTop()).toBe(0);
    const edge = { touches: [], changedTouches: [{ clientX: 200, clientY: 670 }] };
    await begun.touchmove(edge as never);
    await until('it scrolls on', async () => Number(await gallery.scrollTop()) > 300);
    await until('and marks on', async () => (await marked()).length > 20);
    await (await element(gallery, '.selection-title')).touchend(none);
    const at = await gallery.scrollTop();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await gallery.scrollTop()).toBe(at);
    await press('.selection-cancel');
  });

  test('two are sent, each by a tap', async () => {
    const { phone, window } = product;
    await toTop();
    await (await tile(0)).longpress();
    await (await tile(1)).tap();
    await press('.selection-send');
    for (const sent of [1, 2]) {
      await press('.selection-next');
      await window.press('.phone-sheet-item');
      await until(`${sent} sent`, async () => phone.sent().length === sent);
    }
    expect(phone.sent().map(({ chat, name }) => [chat, name])).toEqual([
      ['File Transfer', 'note.txt'],
      ['File Transfer', 'note.txt'],
    ]);
    await until('the end', async () => (await title()) === '2 sent');
    await press('.selection-cancel');
  });

  test('deleted, taken back, deleted again, and gone for good when the page goes', async () => {
    const { miniProgram, cloud } = product;
    const remove = async () => {
      await (await tile(0)).longpress();
      await (await tile(2)).tap();
      await press('.selection-delete');
      await product.window.press('.phone-modal-confirm');
      await element(gallery, '.deletions-undo');
    };
    const files = async () => (await gallery.$$('.tile')).length;
    const before = await files();
    await remove();
    expect(await files()).toBe(before - 2);
    await press('.deletions-undo');
    await until('they are back', async () => (await files()) === before);
    await remove();
    expect((await cloud.cos.objects()).length).toBe(35);
    await miniProgram.navigateBack();
    await until('they are gone', async () => (await cloud.cos.objects()).length === 33);
  });
});
