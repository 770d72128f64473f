import { openTour, type Tour } from './support/openTour';

/** What Mini Programs of others do, and a page in jsdom has to bear. */

let tour: Tour;
afterEach(() => tour.close());

const evaluate = (code: string): Promise<unknown> => tour.miniProgram.evaluate(code);

test('a module is required by its path without a dot; elements are watched; a page that is closed is still given data', async () => {
  tour = await openTour({
    browser: 'jsdom',
    overrides: {
      'app.json': '{ "pages": ["first", "second"] }',
      'app.ts': "App({ word: require('shared/word.js') });",
      'shared/word.js': "module.exports = 'found';",
      'first.ts': 'Page({ data: { shown: false } });',
      'first.wxml': '<swiper wx:if="{{shown}}"><swiper-item><image src="{{src}}"/></swiper-item></swiper>',
      'second.ts': 'Page({});',
      'second.wxml': '<view />',
    },
  });
  expect(await evaluate('() => getApp().word')).toBe('found');
  await evaluate(`() => {
    const [page] = getCurrentPages();
    page.createIntersectionObserver().relativeToViewport().observe('swiper', () => {});
    getApp().page = page;
  }`);
  await tour.miniProgram.callWxMethod('reLaunch', { url: '/second' });
  const thrown: unknown[] = [];
  tour.miniProgram.on('exception', (error: unknown) => thrown.push(error));
  await evaluate('() => getApp().page.setData({ shown: true })');
  expect(thrown).toEqual([]);
});
