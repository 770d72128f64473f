import { browsersForWords, find, openTour, type Tour, topPage } from './support/openTour';

describe.each(browsersForWords)('navigation in %s', (browser) => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  const go = (method: string, url: string): Promise<unknown> =>
    tour.miniProgram.callWxMethod(method, { url });
  const stack = async (): Promise<string[]> => (await tour.miniProgram.pageStack()).map(({ path }) => path);

  test('opens, replaces and closes pages', async () => {
    await tour.open('/pages/start/start');
    expect(await go('navigateTo', '../events/events?x=1')).toEqual({ errMsg: 'navigateTo:ok' });
    expect(await stack()).toEqual(['pages/start/start', 'pages/events/events']);
    expect((await topPage(tour.miniProgram)).query).toEqual({ x: '1' });
    await go('redirectTo', '/extra/pages/late/late?name=You');
    expect(await stack()).toEqual(['pages/start/start', 'extra/pages/late/late']);
    await tour.miniProgram.callWxMethod('navigateBack');
    expect(await stack()).toEqual(['pages/start/start']);
  });

  test('tells pages when they are hidden and closed', async () => {
    await tour.open('/pages/start/start');
    await tour.miniProgram.evaluate('() => { getApp().order.length = 0; }');
    await go('navigateTo', '/pages/events/events');
    await tour.miniProgram.callWxMethod('navigateBack');
    await go('reLaunch', '/pages/events/events');
    expect(await tour.miniProgram.evaluate('() => getApp().order')).toEqual([
      'start hide',
      'counter page hide',
      'start show',
      'counter page show',
      'start unload',
      'counter detached',
    ]);
  });

  test('fails in the words of WeChat', async () => {
    await tour.open('/pages/start/start');
    await expect(go('navigateTo', '/pages/none/none')).rejects.toThrow(
      'navigateTo:fail page "pages/none/none" is not found',
    );
    await expect(tour.miniProgram.callWxMethod('navigateBack')).rejects.toThrow(
      'navigateBack:fail cannot navigate back at first page.',
    );
    for (let open = 1; open < 10; open += 1) await go('navigateTo', '/pages/events/events');
    await expect(go('navigateTo', '/pages/events/events')).rejects.toThrow(
      'navigateTo:fail webview count limit exceed',
    );
    expect(await stack()).toHaveLength(10);
    await tour.miniProgram.callWxMethod('navigateBack', { delta: 99 });
    expect(await stack()).toEqual(['pages/start/start']);
  });

  test('by <navigator>', async () => {
    const page = await tour.open('/extra/pages/late/late');
    await (await find(page, '#home')).tap();
    const home = await topPage(tour.miniProgram);
    expect(home.path).toBe('pages/start/start');
    expect(home.query).toEqual({ from: 'late' });
  });
});
