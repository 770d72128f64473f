import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putObject } from '../components/support/putObject';
import { writeSmallApp } from '../components/support/writeSmallApp';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { element } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

/** `npm run looks` takes pictures of what a person is asked before a picture is saved, and of each way back from a refusal. */

describeInChromium('refusals in Chromium', (chromium) => {
  let dir: string;
  let product: Product;
  let key: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'refusals-'));
    const components = ['cos-image', 'cos-save-button', 'cos-privacy'];
    await writeSmallApp(dir, {
      photo: {
        json: {
          usingComponents: Object.fromEntries(
            components.map((name) => [name, `/cos/components/${name}/${name}`]),
          ),
        },
        wxml: `
          <block wx:if="{{key}}">
            <cos-image class="photo" object-key="{{key}}"></cos-image>
            <cos-save-button class="save" object-key="{{key}}"></cos-save-button>
          </block>
          <cos-privacy class="privacy"></cos-privacy>`,
        wxss: `
          page { background: #ededed; }
          .photo { height: 480rpx; }
          .save { margin: 24rpx 32rpx; }
          @media (prefers-color-scheme: dark) { page { background: #111111; } }`,
        ts: "Page({ data: { key: '' } });",
      },
    });
    product = await startProduct(chromium, { app: { source: dir, root: 'cos' } });
    key = await putObject(product.cloud, 'sea.jpg', await landscape('#7fb2e5', '#3f7d58'));
  });
  afterAll(async () => {
    await product?.close();
    if (dir !== undefined) await rm(dir, { recursive: true });
  });

  test.each(walks)('in $language, words × $textScale', async (walk) => {
    const { phone, miniProgram } = product;
    await product.reopen({ ...walk, theme: 'light', permissions: {}, privacy: 'notAsked' });
    await miniProgram.callWxMethod('removeStorage', { key: 'cos-album-explained' });
    const page = await until('the page is there', async () => (await miniProgram.currentPage()) ?? false);
    await page.setData({ key });
    await product.window.picturesDrawn();
    const save = async () => (await element(page, '.save >>> .save')).tap();

    await save();
    await product.window.shows('.phone-modal-confirm');
    await shoot(product, '6-refusals-word');
    await product.window.press('.phone-modal-confirm');
    await element(page, '.privacy >>> .sheet');
    await until('the agreement has its name', async () =>
      /》|Guidelines/.test(await (await element(page, '.privacy >>> .contract')).text()),
    );
    await shoot(product, '6-refusals-privacy');
    await (await element(page, '.privacy >>> .decline')).tap();
    await element(page, '.save >>> .failure-card');
    await shoot(product, '6-refusals-privacy-declined');

    phone.nextPermission(false);
    phone.settings.update({ privacy: 'agreed' });
    await save();
    await until('the album is refused', async () => (await cardIn(page)) === 'album-refused');
    await shoot(product, '6-refusals-album');

    phone.settings.update({ permissions: { 'scope.writePhotosAlbum': true }, photosForWeChat: false });
    await save();
    await until('the phone refuses', async () => (await cardIn(page)) === 'wechat-permission');
    await shoot(product, '6-refusals-phone');
    phone.settings.update({ photosForWeChat: true });
  });
});

type Page = Parameters<typeof element>[0];
const cardIn = async (page: Page) => (await page.$('.save >>> .failure-card'))?.attribute('data-code');
