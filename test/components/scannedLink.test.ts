import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { account } from '../../dev/local-cloud/account';
import { describeInChromium } from '../e2e/support/browsers';
import { cosRequest } from '../e2e/support/cosRequest';
import { faultsOfAccess } from '../e2e/support/faultsOfAccess';
import { element } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { fewOf } from '../support/isWide';
import { writeSmallApp } from './support/writeSmallApp';

/** `link-sheet` on somebody's page, scanned off the screen as another phone does. */

const key = `users/${account.openId}/8204110566528-旅行 1+1=2 & 100% 😀.jpg`;
const folder = join(__dirname, '../screenshots');

describeInChromium('the link of a file', (chromium) => {
  let dir: string;
  let product: Product;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    dir = await mkdtemp(join(tmpdir(), 'link-'));
    await writeSmallApp(dir, {
      page: {
        json: { usingComponents: { 'link-sheet': '/cos/components/link-sheet/link-sheet' } },
        wxml: '<view class="behind">A page of somebody</view><link-sheet wx:if="{{key}}" id="sheet" object-key="{{key}}" bind:close="close"></link-sheet>',
        // By tag, as of a host: it reaches in.
        wxss: 'view { font-size: 9px; line-height: 3; color: #aa0000; } .behind { height: 1200px; }',
        ts: `Page({
          data: { key: '' },
          onLoad({ key = '' }) { this.setData({ key: decodeURIComponent(key) }); },
          close() { this.setData({ key: '' }); },
        });`,
      },
    });
    product = await startProduct(chromium, { app: { source: dir, root: 'cos' } });
    const { secretId: tmpSecretId, secretKey: tmpSecretKey } = product.cloud.rootKey;
    const put = { method: 'PUT', key, body: 'a picture' } as const;
    await cosRequest(product.cloud.cos.port, { credentials: { tmpSecretId, tmpSecretKey } }, put);
  });
  afterAll(async () => {
    await product?.close();
    if (dir !== undefined) await rm(dir, { recursive: true });
  });

  async function open(key: string) {
    const url = `/pages/page/page?key=${encodeURIComponent(key)}`;
    await product.miniProgram.callWxMethod('reLaunch', { url });
    return until('the page', async () => {
      const page = await product.miniProgram.currentPage();
      return page?.path === 'pages/page/page' && page;
    });
  }

  async function scan(name: string): Promise<string> {
    await product.window.comesToRest();
    const path = join(folder, `${name}.png`);
    await product.miniProgram.screenshot({ path });
    const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return decodeQR({ width: info.width, height: info.height, data: new Uint8ClampedArray(data) });
  }

  const screens = [
    ['en', 'light', 320, 568],
    ['zh_CN', 'dark', 375, 667],
    ['en', 'dark', 667, 375],
    ['zh_CN', 'light', 320, 568],
    ['en', 'dark', 375, 667],
    ['zh_CN', 'light', 768, 1024],
  ] as const;
  test.each(fewOf(screens, (screen) => screen === screens[1]))(
    'in %s, %s, %i × %i',
    async (language, theme, width, height) => {
      await product.reopen({ language, theme });
      await product.window.resize(width, height);
      const page = await open(key);
      await element(page, '#sheet >>> .scannable');
      const url = await scan(`link-sheet-${width}-${theme}-${language}`);
      expect(await (await fetch(url)).text()).toBe('a picture');

      expect(await faultsOfAccess(product)).toEqual([]);
      product.phone.settings.update({ theme });

      // Another life is another link; what is copied is what is scanned.
      const [shortest] = await page.$$('#sheet >>> .life');
      await shortest?.tap();
      await until('another end', async () => (await page.$('#sheet >>> .scannable')) !== null);
      const other = await scan('link-sheet-ten-minutes');
      expect(other).not.toBe(url);
      await (await element(page, '#sheet >>> .copy')).tap();
      await until('it is copied', () => product.phone.clipboard() === other);

      await (await element(page, '#sheet >>> .close')).tap();
      await until('it is gone', async () => (await page.$('#sheet')) === null);
    },
  );
});
