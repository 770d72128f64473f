import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AutomatedPage, browsers, find, openTour, type Tour } from './support/openTour';

interface Field {
  input(text: string): Promise<void>;
  value(): Promise<string>;
}

describe.each(browsers)('built-in components in %s', (browser) => {
  let tour: Tour;
  let page: AutomatedPage;

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  beforeEach(async () => {
    page = await tour.open('/pages/parts/parts');
  });
  afterAll(() => tour.close());

  const field = async (selector: string): Promise<Field> => (await find(page, selector)) as unknown as Field;
  /** Resolves when the page's data is so. It is asked again and again: pictures load when they load. */
  const dataIs = (path: string, expected: unknown): Promise<void> =>
    page.waitFor(async () => JSON.stringify(await page.data(path)) === JSON.stringify(expected));

  test('<input> and <textarea> take text', async () => {
    await (await field('#area')).input('12');
    expect(await page.data('text')).toBe('12');
    expect(await (await field('#model')).value()).toBe('12');
    await (await field('#model')).input('both');
    expect(await page.data('text')).toBe('both');
  });

  test('what bindinput returns takes the place of what was typed', async () => {
    await (await field('#upper')).input('abc');
    expect(await (await field('#upper')).value()).toBe('ABC');
  });

  test('<button open-type="openSetting"> opens the settings within the tap', async () => {
    await tour.miniProgram.mockWxMethod('openSetting', { authSetting: { 'scope.writePhotosAlbum': true } });
    await (await find(page, '#settings')).tap();
    await dataIs('authSetting', { 'scope.writePhotosAlbum': true });
    await tour.miniProgram.restoreWxMethod('openSetting');
  });

  test('attributes and hidden elements', async () => {
    expect(await (await find(page, '#progress')).attribute('aria-label')).toBe('how far');
    expect(await (await find(page, '#progress')).property('percent')).toBe(30);
    expect(await (await find(page, '#hidden')).style('display')).toBe('none');
    expect(await page.$('.busy[type=primary]')).not.toBeNull();
    expect(await page.$$('button')).toHaveLength(2);
    expect(await (await find(page, 'image:first-child')).attribute('id')).toBe('local');
  });

  const slid = (current: number, source: string) =>
    ['change', 'animationfinish'].map((type) => ({ type, current, currentItemId: '', source }));

  test('<swiper> goes where the data say, and where a script says, and tells of both', async () => {
    await page.setData({ slide: 1 });
    await dataIs('slid', slid(1, ''));
    await page.setData({ slid: [] });
    await ((await find(page, '#swiper')) as unknown as { swipeTo(index: number): Promise<void> }).swipeTo(2);
    await dataIs('slid', slid(2, 'touch'));
  });

  test('a tag that nobody knows is reported', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const thrown = new Promise<{ message: string }>((resolve) => tour.miniProgram.once('exception', resolve));
    await page.setData({ strange: true });
    expect((await thrown).message).toBe('<slider> is no component in "usingComponents", and not simulated.');
    printed.mockRestore();
  });

  if (browser !== 'chromium') return;

  // In jsdom such a promise ends at Node's process, and jest fails the test.
  test('a promise that nobody waits for is reported', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const thrown = new Promise<{ message: string }>((resolve) => tour.miniProgram.once('exception', resolve));
    await tour.miniProgram.evaluate("() => { Promise.reject(new Error('lost')); }");
    expect((await thrown).message).toBe('lost');
    printed.mockRestore();
  });

  test('<image> loads from the program and from the phone', async () => {
    await dataIs('loaded.local', { width: 200, height: 50 });
    const size = await (await find(page, '#local')).size();
    expect([size.width, size.height]).toEqual([100, 25]);
    const svg = await readFile(join(__dirname, 'fixtures/tour/pages/parts/wide.svg'));
    await page.setData({ temporary: tour.phone.addTempFile('图 1%.svg', svg) });
    await dataIs('loaded.temporary', { width: 200, height: 50 });
    await dataIs('failed', ['gone']);
  });

  test('<image lazy-load> waits until it is near', async () => {
    await page.setData({ later: './wide.svg' });
    await dataIs('loaded.local', { width: 200, height: 50 });
    expect(await page.data('loaded.later')).toBeUndefined();
    await tour.miniProgram.pageScrollTo(3000);
    await dataIs('loaded.later', { width: 200, height: 50 });
  });

  test('<scroll-view> says when its end is near', async () => {
    const list = (await find(page, '#list')) as unknown as { scrollTo(x: number, y: number): Promise<void> };
    await list.scrollTo(0, 390);
    await dataIs('lowers', 1);
  });

  test('<swiper> follows a finger to the next item, to the end and, circular, beyond it', async () => {
    const swiper = await find(page, '#swiper');
    await swiper.touchstart();
    await swiper.touchend();
    // Below the bars of the phone, where it was scrolled to.
    const top = 88 + (await swiper.offset()).top - Number(await page.scrollTop());
    const at = (clientX: number, dy = 0) => {
      const touch = { clientX, clientY: top + 75 + dy };
      return { touches: [touch], changedTouches: [touch] };
    };
    const swipe = async (from: number, to: number, dy = 0) => {
      await page.setData({ slid: [] });
      await swiper.touchstart(at(from));
      for (const share of [0.1, 0.4, 1]) await swiper.touchmove(at(from + (to - from) * share, dy * share));
      await swiper.touchend(at(to, dy));
    };
    const left = async (name: string): Promise<number> =>
      (await (await find(page, `.slide[data-slide=${name}]`)).offset()).left;

    await swipe(300, 50);
    await dataIs('slid', slid(1, 'touch'));
    expect([await left('a'), await left('b'), await left('c')]).toEqual([-375, 0, 375]);
    // Upwards: the page is at its end, so that nothing scrolls away.
    await swipe(50, 70, -50);
    await swipe(300, 50);
    await dataIs('slid', slid(2, 'touch'));
    await swipe(300, 50);
    await dataIs('slid', slid(2, 'touch').slice(1));
    expect(await left('c')).toBe(0);

    await page.setData({ circular: true });
    await swipe(300, 50);
    await dataIs('slid', slid(0, 'touch'));
    expect([await left('c'), await left('a'), await left('b')]).toEqual([-375, 0, 375]);
    await swipe(50, 300);
    await dataIs('slid', slid(2, 'touch'));
  });

  test('what is fixed stays at the bottom of the page, above the bar of the phone', async () => {
    const fixed = await find(page, '#fixed');
    expect(await fixed.style('padding-bottom')).toBe('34px');
    const [offset, size] = [await fixed.offset(), await fixed.size()];
    expect(offset.top + Number(size.height)).toBe(812 - 88);
  });

  test('a finger that pulls the page down refreshes it', async () => {
    const image = await find(page, '#local');
    const at = (clientY: number) => ({
      touches: [{ clientX: 100, clientY }],
      changedTouches: [{ clientX: 100, clientY }],
    });
    await image.touchstart(at(150));
    for (const y of [180, 220, 260, 300]) await image.touchmove(at(y));
    expect(await page.data('pulls')).toBe(0);
    await image.touchend(at(300));
    await dataIs('pulls', 1);
    await tour.miniProgram.callWxMethod('stopPullDownRefresh');
  });
});
