import { browsersForWords, find, openTour, type Tour } from './support/openTour';

describe.each(browsersForWords)('the privacy agreement in %s', (browser) => {
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  test('a tap on the button of the Mini Program is the consent that a waiting call needs', async () => {
    tour.phone.settings.update({ privacy: 'notAsked' });
    const page = await tour.open('/extra/pages/late/late');
    await tour.miniProgram.evaluate(`() => {
      wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
        getApp().asked = referrer;
        getApp().answer = resolve;
      });
      wx.getClipboardData({ success: () => { getApp().asked = 'done'; } });
    }`);
    const asked = (): Promise<string> => tour.miniProgram.evaluate('() => getApp().asked');
    const agree = (): Promise<void> =>
      tour.miniProgram.evaluate("() => { getApp().answer({ event: 'agree', buttonId: 'agree' }); }");
    await agree();
    expect(await asked()).toBe('getClipboardData');
    expect(tour.phone.settings.current.privacy).toBe('notAsked');
    await (await find(page, '#agree')).tap();
    await agree();
    await page.waitFor(async () => (await asked()) === 'done');
    expect(tour.phone.settings.current.privacy).toBe('agreed');
  });
});
