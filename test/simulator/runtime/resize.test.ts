import { type ChromiumPage, openInChromium } from '../../../dev/simulator/in-node/browsers/openInChromium';
import { describeInChromium } from '../../e2e/support/browsers';
import { until } from '../../e2e/support/until';
import { openTour, type Tour } from './support/openTour';

describeInChromium('a screen that changes its size, in Chromium', () => {
  let tour: Tour;
  let browser: ChromiumPage;
  beforeAll(async () => {
    tour = await openTour({ browser: 'jsdom' });
    browser = await openInChromium(tour.simulator, await openBrowser());
  });
  afterAll(async () => {
    await browser?.close();
    await tour?.close();
  });

  test('is told to the page in front and to its components', async () => {
    await tour.open('/pages/start/start');
    await tour.miniProgram.evaluate('() => { getApp().order.length = 0; }');
    await browser.page.setViewportSize({ width: 744, height: 1133 });
    const order = await until('the page heard of it', async () => {
      const notes = (await tour.miniProgram.evaluate('() => getApp().order')) as string[];
      return notes.length > 1 && notes;
    });
    expect(order).toEqual(['start resize 744 × 1069', 'counter page resize 744 × 1069']);
  });
});
