import { browsersForWords, openTour, type Tour } from './support/openTour';

/** WeChat: 1,024 kB of JSON for one call. */
const LIMIT = 1024 * 1024;

describe.each(browsersForWords)('setData in %s', (browser) => {
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  const setText = (length: number): Promise<void> =>
    tour.miniProgram.evaluate(
      `() => getCurrentPages()[0].setData({ text: 'x'.repeat(${length}), numbers: [${length}] })`,
    );
  /** Of the JSON beside the text. */
  const around = (length: number): number => JSON.stringify({ text: '', numbers: [length] }).length;

  test('takes 1,024 kB', async () => {
    const page = await tour.open('/pages/start/start');
    const fits = LIMIT - around(LIMIT);
    await setText(fits);
    expect(await page.data('numbers')).toEqual([fits]);
  });

  test('shows nothing of what is more, and says so in the words of WeChat', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const thrown = new Promise<{ message: string }>((resolve) => tour.miniProgram.once('exception', resolve));
    const page = await tour.open('/pages/start/start');
    const before = await page.data('numbers');
    const tooLong = LIMIT - around(LIMIT) + 1;
    await setText(tooLong);
    expect((await thrown).message).toContain(`数据传输长度为 ${LIMIT + 1} 已经超过最大长度 ${LIMIT}`);
    expect(await page.data('numbers')).toEqual(before);
    printed.mockRestore();
  });
});
