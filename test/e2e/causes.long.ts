import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browsers } from './support/browsers';
import { element, Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** What a person sees of causes that WeChat gives and no switch of the simulator makes. */

const folder = join(__dirname, '../screenshots');
const looks = [
  { language: 'en', theme: 'dark' },
  { language: 'zh_CN', theme: 'light' },
] as const;

let product: Product;

// In a browser, where there is one.
describe.each(browsers)('in $name', (browser) => {
  beforeAll(async () => {
    product = await startProduct(browser);
    if (browser.name === 'chromium') mkdirSync(folder, { recursive: true });
  });
  afterAll(() => product?.close());

  test.each(looks)('$language, $theme', async ({ language, theme }) => {
    await product.reopen({ language, theme, network: 'wifi' });
    const { miniProgram } = product;
    const shoot = async (name: string): Promise<void> => {
      const path = join(folder, `${name}-${theme}-${language}.png`);
      if (browser.name === 'chromium') await miniProgram.screenshot({ path });
    };
    const gallery = await new Screens(product).openGallery();
    await miniProgram.mockWxMethod('showActionSheet', { tapIndex: 0 });
    const card = async (code: string) => {
      await (await element(gallery, '.upload-button')).tap();
      return until(`the card of ${code} is there`, async () => {
        const shown = await gallery.$('.failure-card');
        return shown && (await shown.attribute('data-code')) === code && shown;
      });
    };

    await miniProgram.mockWxMethod('chooseMedia', { errMsg: 'chooseMedia:fail:system permission denied' });
    const denied = await card('wechat-permission');
    const help = await until('the button is there', () => denied.$('.failure-help'));
    expect(await help.text()).toBe(language === 'en' ? "Open the phone's settings" : '打开系统设置');
    await shoot('wechat-permission');
    await help.tap();
    // Nothing is changed there: the card stays.
    await product.window.press('.phone-settings-close');
    expect(await (await card('wechat-permission')).attribute('data-code')).toBe('wechat-permission');

    await miniProgram.mockWxMethod('chooseMedia', {
      errMsg: 'chooseMedia:fail in words to come https://a.example/b?q-signature=3b8851a11a569213c17ba8',
    });
    const unknown = await card('unknown');
    const message = await until('the message is there', () => unknown.$('.failure-message'));
    expect(await message.text()).toBe('chooseMedia:fail in words to come https://a.example/b');
    await shoot('unknown-cause');
  });
});
