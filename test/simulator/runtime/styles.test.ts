import { browsers, find, openTour, type Tour } from './support/openTour';

describe.each(browsers)('styles in %s', (browser) => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  test('of a page and a component do not meet', async () => {
    const page = await tour.open('/pages/styles/styles');
    const color = async (selector: string): Promise<string> => (await find(page, selector)).style('color');
    expect(await color('#app')).toBe('rgb(1, 2, 3)');
    expect(await color('#page')).toBe('rgb(3, 3, 3)');
    expect(await color('counter >>> .count')).toBe('rgb(10, 20, 30)');
    expect(await (await find(page, 'counter')).style('display')).toBe('block');
  });

  test('of the page reach into a component that applies shared styles', async () => {
    const page = await tour.open('/pages/styles/styles');
    const title = await find(page, 'panel >>> .title');
    expect(await title.style('color')).toBe('rgb(40, 50, 60)');
    expect(await title.style('text-align')).toBe('right');
  });

  test('apply only while their page is on top', async () => {
    const page = await tour.open('/pages/start/start');
    expect(await (await find(page, 'panel >>> .title')).style('text-align')).not.toBe('right');
  });

  test('follow the theme of the phone', async () => {
    const page = await tour.open('/pages/styles/styles');
    const element = await find(page, '#page');
    const changed = new Promise((resolve) => tour.miniProgram.once('console', resolve));
    await tour.miniProgram.evaluate('() => wx.onThemeChange(({ theme }) => console.log(theme))');
    tour.phone.settings.update({ theme: 'dark' });
    expect(await changed).toEqual({ type: 'log', args: ['dark'] });
    expect(await element.style('color')).toBe('rgb(4, 4, 4)');
    tour.phone.settings.update({ theme: 'light' });
  });

  if (browser === 'chromium') {
    test('measure in rpx', async () => {
      const page = await tour.open('/pages/styles/styles');
      const element = await find(page, '#page');
      expect(await element.style('width')).toBe('187.5px');
      expect(await element.style('height')).toBe('37.5px');
      expect(await element.offset()).toMatchObject({ left: 0 });
    });

    test('a margin of the first view is within the page, which stays as high as the screen', async () => {
      const page = await tour.open('/pages/styles/styles');
      const { windowHeight } = await tour.miniProgram.evaluate('() => wx.getWindowInfo()');
      expect(await (await find(page, '#app')).offset()).toMatchObject({ top: 16 });
      expect(await page.size()).toMatchObject({ height: windowHeight });
    });
  }
});
