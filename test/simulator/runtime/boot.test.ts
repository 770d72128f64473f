import { browsersForWords, find, openTour, type Tour, topPage } from './support/openTour';

describe.each(browsersForWords)('a Mini Program in %s', (browser) => {
  let tour: Tour;
  const order = (): Promise<string[]> => tour.miniProgram.evaluate('() => getApp().order');

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  test('starts with its first page, in the order of WeChat', async () => {
    expect((await topPage(tour.miniProgram)).path).toBe('pages/start/start');
    expect(await order()).toEqual([
      'app launch pages/start/start',
      'app show',
      'counter created',
      'counter attached',
      'start load',
      'start show',
      'counter page show',
      'counter ready',
      'start ready',
    ]);
  });

  test('shows what its templates say', async () => {
    const page = await tour.open('/pages/start/start?a=1&b=%E4%BD%A0');
    expect(await (await find(page, '#hello')).text()).toBe('Hello you');
    expect(await (await find(page, '.included')).text()).toBe('you included');
    const rows: Awaited<ReturnType<typeof find>>[] = await page.$$('.row');
    expect(await Promise.all(rows.map((row) => row.text()))).toEqual(['row 1', 'row 2', 'row 3']);
    expect(await rows[1]?.attribute('data-index')).toBe('1');
    expect(await page.$('.only-big')).toBeNull();
    await page.setData({ big: true });
    expect(await (await find(page, '.only-big')).text()).toBe('big');
    expect(await (await find(page, '#hello')).attribute('class')).toBe('hello big');
  });

  test('gives the query to onLoad as it stands in the url', async () => {
    const page = await tour.open('/pages/start/start?a=1&b=%E4%BD%A0&c=x=y');
    expect(await page.data('query')).toEqual({ a: '1', b: '%E4%BD%A0', c: 'x=y' });
  });

  test('runs wxs modules, inline and from files', async () => {
    const page = await tour.open('/pages/start/start');
    expect(await (await find(page, '.sum')).text()).toBe('6 10 youyou Array');
  });

  test('fills slots, and lets a component have no box', async () => {
    const page = await tour.open('/pages/start/start');
    const panel = await find(page, 'panel');
    expect((await panel.text()).split(/\n+/)).toEqual(['Panel', 'you in the panel', 'footer']);
    expect(await (await find(page, '.slotted')).text()).toBe('you in the panel');
    const ghost = await find(page, 'ghost');
    expect(await (await find(ghost, '.ghost')).text()).toBe('no box around me');
  });

  test('hides what a browser has and WeChat has not', async () => {
    const page = await tour.open('/extra/pages/late/late?name=Bo');
    expect(await page.data()).toEqual({ said: 'tiny says Bo 1', tried: 'undefined undefined undefined' });
  });

  test('goes to the background and comes back', async () => {
    await tour.open('/pages/start/start');
    await tour.miniProgram.evaluate('() => { getApp().order.length = 0; }');
    const heard = (text: string): Promise<void> =>
      new Promise((resolve) =>
        tour.miniProgram.once('console', ({ args: [said] }) => said === text && resolve()),
      );
    await tour.miniProgram.evaluate(`() => {
      wx.onAppHide(() => console.log('hidden'));
      wx.onAppShow(() => console.log('shown'));
    }`);
    const hidden = heard('hidden');
    tour.phone.setShown(false);
    await hidden;
    const shown = heard('shown');
    tour.phone.setShown(true);
    await shown;
    expect(await order()).toEqual([
      'start hide',
      'counter page hide',
      'app hide',
      'app show',
      'start show',
      'counter page show',
    ]);
  });

  test('refreshes when pulled by script, and once at the bottom', async () => {
    const page = await tour.open('/pages/start/start');
    await tour.miniProgram.callWxMethod('startPullDownRefresh');
    expect(await page.data('refreshed')).toBe(1);
  });
});
