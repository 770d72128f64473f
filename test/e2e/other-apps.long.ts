import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browsers } from './support/browsers';
import { element, Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';

/** The Mini Program as QQ would run it. Nothing here was compared with QQ itself. */

/** uni-app's tables: QQ has neither of the two functions. `AppPlatform` is what programs for both apps ask for. */
const likeQq = `
  const systemInfo = wx.getSystemInfoSync();
  Object.assign(wx, {
    getAppBaseInfo: undefined,
    getWindowInfo: undefined,
    getSystemInfoSync: () => ({ ...systemInfo, AppPlatform: 'qq' }),
  });
  App({});
`;
const folder = join(__dirname, '../screenshots');
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh_CN', theme: 'dark' },
] as const;
const said = { en: /This is QQ, not WeChat/, zh_CN: /这里不是微信，而是 QQ。/ };

let product: Product;

// In a browser, where there is one.
describe.each(browsers)('in $name', (browser) => {
  beforeAll(async () => {
    product = await startProduct(browser, { overrides: { 'app.ts': likeQq } });
    if (browser.name === 'chromium') mkdirSync(folder, { recursive: true });
  });
  afterAll(() => product?.close());

  test.each(looks)('QQ in $language, $theme: said on the first page, and in the gallery', async (look) => {
    const { language, theme } = look;
    await product.reopen({ language, theme, network: 'wifi' });
    const before = product.cloud.cos.requests().length;
    const shoot = async (name: string): Promise<void> => {
      const path = join(folder, `${name}-in-qq-${theme}-${language}.png`);
      if (browser.name === 'chromium') await product.miniProgram.screenshot({ path });
    };
    const screens = new Screens(product);
    const home = await screens.page('pages/home/home');
    expect(await (await element(home, '.not-wechat')).text()).toMatch(said[language]);
    expect(product.cloud.cos.requests()).toHaveLength(before);
    await shoot('home');
    const gallery = await screens.openGallery();
    const notice = await element(gallery, 'host-notice');
    expect(await (await notice.$('.notice'))?.text()).toMatch(said[language]);
    await shoot('gallery');
  });
});
