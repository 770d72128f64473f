import { openTour, type Tour, topPage } from './support/openTour';

/** Pages of `tabBar` of app.json: WeChat's bar, and one of the Mini Program's own. */

const tabs = ['one', 'two'].map((name) => ({ pagePath: `tabs/${name}`, text: name }));
const page = (name: string): string => `
const tell = (what) => getApp().order.push('${name} ' + what);
Page({
  onLoad() { tell('load'); },
  onShow() { tell('show'); const bar = this.getTabBar(); if (bar) bar.select('${name}'); },
  onHide() { tell('hide'); },
  onUnload() { tell('unload'); },
});`;

function files(tabBar: object): Record<string, string> {
  const names = ['one', 'two', 'three'];
  return {
    'app.json': JSON.stringify({ pages: names.map((name) => `tabs/${name}`), tabBar }),
    'app.ts': 'App({ order: [] });',
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`tabs/${name}.js`, page(name)],
        [`tabs/${name}.wxml`, ''],
      ]),
    ),
    'custom-tab-bar/index.json': '{ "component": true }',
    'custom-tab-bar/index.wxml': '<view class="bar">{{selected}}</view>',
    'custom-tab-bar/index.js':
      'Component({ data: { selected: "" }, methods: { select(selected) { this.setData({ selected }); } } });',
  };
}

describe('tab bar', () => {
  let tour: Tour;
  afterEach(() => tour.close());

  const go = (method: string, options: object = {}): Promise<unknown> =>
    tour.miniProgram.callWxMethod(method, options);
  const evaluate = (code: string): Promise<unknown> => tour.miniProgram.evaluate(code);
  const order = (): Promise<unknown> => evaluate('() => getApp().order.splice(0)');
  const stack = async (): Promise<string[]> => (await tour.miniProgram.pageStack()).map(({ path }) => path);
  const windowHeight = async (): Promise<number> =>
    Number(await evaluate('() => wx.getWindowInfo().windowHeight'));

  test('its pages go on living behind each other; others are closed', async () => {
    tour = await openTour({ browser: 'jsdom', overrides: files({ list: tabs }) });
    expect(await order()).toEqual(['one load', 'one show']);
    await go('switchTab', { url: '/tabs/two' });
    await go('switchTab', { url: '/tabs/one' });
    expect(await order()).toEqual(['one hide', 'two load', 'two show', 'two hide', 'one show']);
    await go('navigateTo', { url: '/tabs/three' });
    expect(await stack()).toEqual(['tabs/one', 'tabs/three']);
    await go('switchTab', { url: '/tabs/two' });
    expect(await stack()).toEqual(['tabs/two']);
    expect(await order()).toEqual(['one hide', 'three load', 'three show', 'three unload', 'two show']);
    await go('reLaunch', { url: '/tabs/three' });
    expect(await order()).toEqual(['two unload', 'one unload', 'three load', 'three show']);
  });

  test('it refuses in the words of WeChat', async () => {
    tour = await openTour({ browser: 'jsdom', overrides: files({ list: tabs }) });
    await expect(go('navigateTo', { url: '/tabs/two' })).rejects.toThrow(
      'navigateTo:fail can not navigateTo a tabbar page',
    );
    await expect(go('redirectTo', { url: '/tabs/two' })).rejects.toThrow(
      'redirectTo:fail can not redirectTo a tabbar page',
    );
    await expect(go('switchTab', { url: '/tabs/three' })).rejects.toThrow(
      'switchTab:fail can not switch to no-tabBar page',
    );
    await go('navigateTo', { url: '/tabs/three' });
    await expect(go('hideTabBar')).rejects.toThrow('hideTabBar:fail not TabBar page');
  });

  test("WeChat's takes room from its pages alone, while it is shown", async () => {
    tour = await openTour({ browser: 'jsdom', overrides: files({ list: tabs }) });
    const height = await windowHeight();
    await go('navigateTo', { url: '/tabs/three' });
    expect((await windowHeight()) - height).toBeGreaterThanOrEqual(50);
    await go('navigateBack');
    await go('setTabBarBadge', { index: 1, text: '3' });
    expect(await windowHeight()).toBe(height);
    await go('hideTabBar');
    expect(await windowHeight()).toBeGreaterThan(height);
  });

  test('one of its own has the bar of each page by getTabBar()', async () => {
    tour = await openTour({ browser: 'jsdom', overrides: files({ custom: true, list: tabs }) });
    const selected = '() => getCurrentPages()[0].getTabBar().data.selected';
    expect(await evaluate(selected)).toBe('one');
    await go('switchTab', { url: '/tabs/two' });
    expect(await evaluate(selected)).toBe('two');
    await go('reLaunch', { url: '/tabs/three' });
    expect((await topPage(tour.miniProgram)).path).toBe('tabs/three');
    expect(await evaluate('() => getCurrentPages()[0].getTabBar()')).toBeFalsy();
  });
});
