import { browsersForWords, find, openTour, type Tour } from './support/openTour';

type Component = {
  data(path?: string): Promise<unknown>;
  setData(data: object): Promise<void>;
  callMethod(name: string): Promise<unknown>;
};

describe.each(browsersForWords)('components in %s', (browser) => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  test('take properties, observe data and trigger events', async () => {
    const page = await tour.open('/pages/start/start');
    const counter = await find(page, '#counter');
    await (await find(counter, '.count')).tap();
    expect(await page.data('counted')).toBe(2);
    await page.setData({ step: 5 });
    await (await find(counter, '.count')).tap();
    expect(await (counter as unknown as Component).data()).toEqual({
      step: 5,
      count: 7,
      double: 14,
      resets: 0,
    });
    expect(await (await find(counter, '.count')).text()).toBe('7 by 5 is 14');
  });

  test('have the methods and data of their behaviours', async () => {
    const page = await tour.open('/pages/start/start');
    const counter = (await find(page, '#counter')) as unknown as Component;
    await counter.setData({ count: 9 });
    expect(await counter.data('double')).toBe(18);
    await counter.callMethod('reset');
    expect(await counter.data()).toMatchObject({ count: 0, double: 0, resets: 1 });
  });

  test('that come later get ready, after they are attached', async () => {
    const page = await tour.open('/pages/start/start');
    const order = (): Promise<string[]> => tour.miniProgram.evaluate('() => getApp().order');
    const before = (await order()).length;
    await page.setData({ late: true });
    await page.waitFor(async () => (await order()).at(-1) === 'counter ready');
    expect((await order()).slice(before)).toEqual(['counter created', 'counter attached', 'counter ready']);
  });

  test('are fields of a form with wx://form-field: its submit tells their values by their names', async () => {
    const page = await tour.open('/pages/form/form');
    await (await find(await find(page, '#stars'), '.more')).tap();
    await (await find(page, '#send')).tap();
    expect(await page.data('sent')).toEqual({ title: 'so far', stars: 3 });
  });

  test('are found only from inside, as in WeChat', async () => {
    const page = await tour.open('/pages/start/start');
    expect(await page.$('.count')).toBeNull();
    expect(await page.$('counter .count')).toBeNull();
    expect(await (await find(page, 'counter >>> .count')).text()).toBe('0 by 2 is 0');
    expect(await page.$('counter[step="2"]')).not.toBeNull();
  });
});
