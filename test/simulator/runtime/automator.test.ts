import { WebSocket } from 'ws';
import { browsers, find, openTour, type Tour } from './support/openTour';

describe.each(browsers)('miniprogram-automator in %s', (browser) => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  test('reads elements', async () => {
    const page = await tour.open('/pages/start/start');
    const hello = await find(page, '#hello');
    expect(hello.tagName).toBe('view');
    expect(await hello.wxml()).toBe('Hello you');
    expect(await hello.outerWxml()).toBe('<view id="hello" class="hello">Hello you</view>');
    expect(await (await find(page, 'counter')).property('step')).toBe(2);
    await expect(hello.property('nothing')).rejects.toThrow('view.nothing not exists');
    expect(await page.$('.nowhere')).toBeNull();
  });

  test('finds elements as CSS selects them, through blocks and components', async () => {
    const events = await tour.open('/pages/events/events');
    const ids = async (selector: string): Promise<string[]> => {
      const found: Awaited<ReturnType<typeof find>>[] = await events.$$(selector);
      return Promise.all(found.map((element) => element.attribute('id')));
    };
    expect(await ids('#outer > view')).toEqual(['inner', 'caught', 'false']);
    expect(await ids('#outer > view:not(#inner)')).toEqual(['caught', 'false']);
    expect(await ids('#inner + view')).toEqual(['caught']);
    expect(await ids('#inner ~ view')).toEqual(['caught', 'false']);
    expect(await ids('.outer view:last-child')).toEqual(['false']);
    expect(await ids('#outer > :nth-child(2n + 1)')).toEqual(['inner', 'false']);
    expect(await ids('button[disabled], input:not([disabled])')).toEqual(['off', 'field']);
    expect(await ids('[data-name^=fa], [data-long-name]')).toEqual(['inner', 'false', 'far']);
    await expect(events.$$(':unheard-of')).rejects.toThrow(':unheard-of');
    const start = await tour.open('/pages/start/start');
    expect(await start.$$('counter .count')).toHaveLength(0);
    expect(await start.$$('counter >>> .count, panel >>> .title, #hello')).toHaveLength(3);
    expect(await start.$$('#counter + panel .slotted')).toHaveLength(1);
    const rows: Awaited<ReturnType<typeof find>>[] = await start.$$('ghost ~ .row:not([data-index="1"])');
    expect(await Promise.all(rows.map((row) => row.text()))).toEqual(['row 1', 'row 3']);
  });

  test('calls methods of pages, and waits for elements', async () => {
    const page = await tour.open('/pages/start/start');
    expect(await page.callMethod('add', 2, 3)).toBe(5);
    await page.setData({ big: true });
    await page.waitFor('.only-big');
    await expect(page.callMethod('nothing')).rejects.toThrow('pages/start/start has no method nothing.');
  });

  test('evaluates in the scope of the Mini Program', async () => {
    await tour.open('/pages/start/start');
    const { miniProgram } = tour;
    expect(await miniProgram.evaluate((a: number, b: number) => a + b, 1, 2)).toBe(3);
    expect(await miniProgram.evaluate('() => getCurrentPages().map((page) => page.route)')).toEqual([
      'pages/start/start',
    ]);
    expect(await miniProgram.evaluate('async () => typeof window + typeof wx.request')).toBe(
      'undefinedfunction',
    );
  });

  test('calls wx and hears its failures', async () => {
    const { miniProgram } = tour;
    await miniProgram.callWxMethod('setStorage', { key: 'k', data: { a: 1 } });
    expect(await miniProgram.callWxMethod('getStorageSync', 'k')).toEqual({ a: 1 });
    await expect(miniProgram.callWxMethod('getStorage', { key: 'none' })).rejects.toThrow('getStorage:fail');
    await expect(miniProgram.callWxMethod('flyToTheMoon')).rejects.toThrow('wx.flyToTheMoon is no function');
  });

  test('mocks wx by result and by function, and restores it', async () => {
    const { miniProgram } = tour;
    const ask = (): Promise<unknown> => miniProgram.callWxMethod('showModal', { title: 'Sure?' });
    await miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false });
    expect(await ask()).toEqual({ confirm: true, cancel: false });
    await miniProgram.mockWxMethod('showModal', { errMsg: 'showModal:fail denied' });
    await expect(ask()).rejects.toThrow('showModal:fail denied');
    await miniProgram.restoreWxMethod('showModal');
    await miniProgram.mockWxMethod(
      'getStorageSync',
      'function (key, suffix) { return this.origin(key) ? key + suffix : "none"; }',
      '!',
    );
    await miniProgram.callWxMethod('setStorageSync', 'there', 1);
    expect(await miniProgram.callWxMethod('getStorageSync', 'there')).toBe('there!');
    await miniProgram.restoreWxMethod('getStorageSync');
    expect(await miniProgram.callWxMethod('getStorageSync', 'there')).toBe(1);
  });

  test('hears what the Mini Program logs, and functions that it calls', async () => {
    const { miniProgram } = tour;
    const logged = new Promise((resolve) => miniProgram.once('console', resolve));
    await miniProgram.evaluate("() => console.warn('careful', { a: [1] })");
    expect(await logged).toEqual({ type: 'warn', args: ['careful', { a: [1] }] });
    const called = new Promise((resolve) => void miniProgram.exposeFunction('tell', resolve));
    await miniProgram.evaluate("() => tell('news')");
    expect(await called).toBe('news');
  });

  test('a line of the console crosses to Node once, for scripts and for the panel', async () => {
    const { miniProgram, phone } = tour;
    const received = jest.spyOn(WebSocket.prototype, 'emit');
    const heard = new Promise((resolve) => miniProgram.once('console', resolve));
    // In two pieces, because the script itself comes to Node too.
    await miniProgram.evaluate(
      "() => console.warn(['o', 'nce'].join(''), 1, { a: [2] }, new Error('broken').message)",
    );
    expect(await heard).toEqual({ type: 'warn', args: ['once', 1, { a: [2] }, 'broken'] });
    const frames = received.mock.calls.filter(
      ([event, data]) => event === 'message' && String(data).includes('once'),
    );
    received.mockRestore();
    expect(frames).toHaveLength(1);
    expect(phone.console.entries().at(-1)).toMatchObject({ level: 'warn', text: 'once 1 {"a":[2]} broken' });
  });

  test('what is thrown crosses once as well', async () => {
    const { miniProgram, phone } = tour;
    await tour.open('/pages/start/start');
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const received = jest.spyOn(WebSocket.prototype, 'emit');
    const heard = new Promise((resolve) => miniProgram.once('exception', resolve));
    await miniProgram.evaluate("() => { setTimeout(() => { throw new Error(['t', 'wice'].join('')); }); }");
    await heard;
    const frames = received.mock.calls.filter(
      ([event, data]) => event === 'message' && String(data).includes('twice'),
    );
    received.mockRestore();
    printed.mockRestore();
    expect(frames).toHaveLength(1);
    expect(phone.console.entries().at(-1)).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/^a callback:\nError: twice\n/),
    });
  });

  test('warns of data that WeChat would refuse', async () => {
    const page = await tour.open('/pages/start/start');
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const thrown = new Promise<{ message: string }>((resolve) => tour.miniProgram.once('exception', resolve));
    await tour.miniProgram.evaluate('() => getCurrentPages()[0].setData({ at: { when: new Date(0) } })');
    expect((await thrown).message).toBe('setData takes JSON only, but got at.when: a Date.');
    printed.mockRestore();
    expect(await page.data('name')).toBe('you');
  });

  test('scrolls, and the page hears that its end is near', async () => {
    const page = await tour.open('/pages/events/events');
    await tour.miniProgram.pageScrollTo(400);
    expect(await page.scrollTop()).toBe(400);
    const start = await tour.open('/pages/start/start');
    if (browser === 'jsdom') {
      await tour.miniProgram.pageScrollTo(1);
      expect(await start.data('bottoms')).toBe(1);
    }
  });

  test('takes screenshots where there is a screen', async () => {
    const screenshot = tour.miniProgram.screenshot();
    if (browser === 'jsdom')
      await expect(screenshot).rejects.toThrow('A screenshot needs a page that Chromium shows');
    else expect(String(await screenshot)).toMatch(/^iVBORw0KGgo/);
  });

  if (browser === 'chromium') {
    test('taps only what can be reached', async () => {
      const page = await tour.open('/pages/events/events');
      await page.setData({ covered: true });
      const inner = await find(page, '#inner');
      await tour.miniProgram.evaluate("() => { wx.showModal({ title: 'Sure?' }); }");
      await expect(inner.tap()).rejects.toThrow(/cannot be touched at/);
    });
  }
});
