import { putObject } from '../components/support/putObject';
import { browsersForWords } from './support/browsers';
import { landscape } from './support/landscape';
import { element, Screens } from './support/screens';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** Each of the three that can refuse the album: WeChat's question, the phone, the privacy agreement. And each way back. */

describe.each(browsersForWords)('a refused album in $name', (browser) => {
  let product: Product;
  let screens: Screens;
  beforeAll(async () => {
    product = await startProduct(browser);
    screens = new Screens(product);
    await putObject(product.cloud, '2-hill.jpg', await landscape('#7fb2e5', '#3f7d58'));
    await putObject(product.cloud, '1-sea.jpg', await landscape('#bfe3ec', '#d9a85c'));
  });
  afterAll(() => product?.close());

  const press = async (page: Page, selector: string) => (await element(page, selector)).tap();
  const refusedBy = (page: Page, card: string, code: string) =>
    until(`${code} is told`, async () => (await (await page.$(card))?.attribute('data-code')) === code);
  const albumHas = (count: number) =>
    until(`${count} are saved`, () => product.phone.album().length === count);

  test('by the answer to WeChat: a word before it, the settings after it, saved at once', async () => {
    const { window } = product;
    await screens.openGallery();
    const object = await screens.openNewest();
    await press(object, '.save-button');
    await window.press('.phone-modal-cancel');
    await until('it can be saved again', async () => (await object.$('.work')) === null);
    await press(object, '.save-button');
    await window.press('.phone-permission-refuse');
    await refusedBy(object, '.failure-card', 'album-refused');

    await press(object, '.failure-card >>> .failure-help');
    await window.shows('.phone-settings-scope');
    await window.press('.phone-settings-close');
    await refusedBy(object, '.failure-card', 'album-refused');
    await press(object, '.failure-card >>> .failure-help');
    await window.press('.phone-settings-scope');
    await window.press('.phone-settings-close');
    await element(object, '.save-button.saved');
    await albumHas(1);
    await screens.back();
  });

  test('by the phone, for several files: its settings, and tried again', async () => {
    const { phone, window } = product;
    phone.settings.update({ photosForWeChat: false });
    const gallery = await screens.cosPage('gallery');
    const [first, second] = await gallery.$$('.tile');
    await first?.longpress();
    await second?.tap();
    await press(gallery, '.selection-save');
    await refusedBy(gallery, '.selection-failure', 'wechat-permission');
    await press(gallery, '.selection-failure >>> .failure-again');
    await refusedBy(gallery, '.selection-failure', 'wechat-permission');

    await press(gallery, '.selection-failure >>> .failure-help');
    await window.press('.phone-settings-scope');
    await window.press('.phone-settings-close');
    await press(gallery, '.selection-failure >>> .failure-again');
    await albumHas(3);
    await until('it has ended', async () => (await gallery.data('selection')).state === 'ended');
    await press(gallery, '.selection-cancel');
  });

  test('by the privacy agreement: asked again, though not at once, and agreed', async () => {
    const { miniProgram, phone, window } = product;
    phone.settings.update({ privacy: 'notAsked' });
    const object = await screens.openNewest();
    const card = '.failure-card';
    await press(object, '.save-button');
    await window.press('.phone-modal-cancel');
    await refusedBy(object, card, 'privacy-refused');
    await press(object, '.failure-card >>> .failure-help');
    await refusedBy(object, card, 'privacy-refused');

    await miniProgram.evaluate('() => { const { now } = Date; Date.now = () => now() + 10_000; }');
    await press(object, '.failure-card >>> .failure-help');
    await window.press('.phone-modal-confirm');
    await element(object, '.save-button.saved');
    await albumHas(4);
  });
});
