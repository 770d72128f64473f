import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AutomatedPage, browsers, find, openTour, type Tour } from './support/openTour';

describe.each(browsers)('events in %s', (browser) => {
  let tour: Tour;
  let page: AutomatedPage;

  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  beforeEach(async () => {
    page = await tour.open('/pages/events/events');
  });
  afterAll(() => tour.close());

  const tap = async (selector: string): Promise<void> => (await find(page, selector)).tap();
  const heard = (): Promise<object[]> => page.data('heard');

  test('a tap bubbles, with the dataset of target and currentTarget', async () => {
    await tap('#inner');
    expect(await heard()).toEqual([
      { type: 'tap', target: 'inner', currentTarget: 'inner' },
      { type: 'tap', target: 'inner', currentTarget: 'outer' },
    ]);
  });

  test('the event has the shape of WeChat', async () => {
    await tap('#touched');
    expect(await page.data('last')).toEqual({
      type: 'touchend',
      timeStamp: expect.any(Number),
      target: {
        id: 'touched',
        dataset: { name: 'touched' },
        offsetLeft: expect.any(Number),
        offsetTop: expect.any(Number),
      },
      currentTarget: expect.objectContaining({ id: 'touched' }),
      mark: {},
      detail: {},
      touches: [],
      changedTouches: [
        expect.objectContaining({ identifier: expect.any(Number), pageX: expect.any(Number) }),
      ],
    });
    await tap('#inner');
    expect(await page.data('last')).toMatchObject({
      target: { dataset: { name: 'inner', longName: { deep: 1 } } },
      mark: { depth: '2' },
      detail: { x: expect.any(Number), y: expect.any(Number) },
    });
  });

  test('catch stops a tap, a listener that returns false does not', async () => {
    await tap('#caught');
    expect(await heard()).toEqual([{ type: 'tap', target: 'caught', currentTarget: 'caught' }]);
    await tap('#false');
    expect(await heard()).toHaveLength(3);
  });

  test('a disabled button is silent', async () => {
    await tap('#off');
    expect(await heard()).toEqual([]);
  });

  test('a long press is heard in place of the tap', async () => {
    await (await find(page, '#inner')).longpress();
    expect(await page.data('pressed')).toBe(1);
    expect(await heard()).toEqual([]);
  });

  test('touches come one by one', async () => {
    await tap('#touched');
    expect((await heard()).map((event) => (event as { type: string }).type)).toEqual([
      'touchstart',
      'touchend',
    ]);
  });

  test('typing reaches bindinput and the data', async () => {
    const field = await find(page, '#field');
    expect(await field.value()).toBe('abc');
    await (field as unknown as { input(text: string): Promise<void> }).input('新的 text');
    expect(await page.data('text')).toBe('新的 text');
    expect(await field.value()).toBe('新的 text');
  });

  test('an element out of sight is scrolled to and tapped', async () => {
    await tap('#far');
    expect(await heard()).toEqual([{ type: 'tap', target: 'far', currentTarget: 'far' }]);
  });

  test('an error in a listener is reported with the line of its source', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const thrown = new Promise<{ message: string; stack: string }>((resolve) =>
      tour.miniProgram.once('exception', resolve),
    );
    await tap('#fails');
    const { message, stack } = await thrown;
    expect(message).toMatch(/undefined/);
    const source = await readFile(join(__dirname, 'fixtures/tour/pages/events/events.ts'), 'utf8');
    const line = source.split('\n').findIndex((text) => text.includes('.er;')) + 1;
    expect(stack).toContain(`pages/events/events.ts:${line}:`);
    expect(printed).toHaveBeenCalledWith(expect.stringContaining('an event listener'));
    printed.mockRestore();
  });
});
