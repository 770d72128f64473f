import { mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import automator from 'miniprogram-automator';
import { cardAddresses } from '../../dev/lan/findAddress';
import { configSource } from '../../dev/local-cloud/configSource';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { startServers } from '../e2e/support/startServers';

const screenshots = join(__dirname, '../screenshots');
const [card] = cardAddresses();
const testInNetwork = card ? test : test.skip;

/** Tiles and pictures fade in after they are there. */
const drawn = () => {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('wx-image img')];
  return pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
};

describeInChromium("a phone's browser in the network", () => {
  testInNetwork('opens the code, uploads a photo and saves it to the album', async () => {
    const network = { address: card?.address ?? '', code: 'a-code-of-128-bits-000' };
    const servers = await startServers({
      network,
      overrides: (cloud) => ({ 'cos/config.ts': configSource(cloud) }),
    });
    const dir = await mkdtemp(join(tmpdir(), 'lan-'));
    const context = await (await openBrowser()).newContext({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 3,
      hasTouch: true,
      isMobile: true,
      locale: 'en-US',
    });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('requestfailed', (request) =>
        problems.push(`${request.url()} ${request.failure()?.errorText}`),
      );
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).hostname));
      await page.goto(servers.simulator.networkUrl ?? '');
      // What a browser gives to pages of https and localhost only is not there, as on any phone.
      expect(await page.evaluate(() => [isSecureContext, location.pathname, innerWidth])).toEqual([
        false,
        '/phone',
        390,
      ]);
      mkdirSync(screenshots, { recursive: true });
      const photo = join(dir, 'beach.jpg');
      await writeFile(photo, await landscape('#7fb2e5', '#3f7d58'));
      await page.getByText('Open my files').tap();
      await page.locator('.cos-pages-gallery-gallery--upload-button').tap();
      const dialog = page.waitForEvent('filechooser');
      await page.getByText('Photos and videos').tap();
      await (await dialog).setFiles(photo);
      await page
        .getByText(/uploaded$/)
        .first()
        .waitFor();
      await page.locator('.navigation-back').tap();
      await page.waitForFunction(drawn);
      await page.screenshot({ path: join(screenshots, 'lan-gallery.png') });
      await page.locator('.cos-pages-gallery-gallery--tile').first().tap();
      await page.getByLabel('Save to album').tap();
      await page.locator('.phone-modal-confirm').tap();
      await page.locator('.phone-permission-allow').tap();
      await page.getByText('Saved', { exact: true }).first().waitFor();
      await page.waitForFunction(drawn);
      await page.screenshot({ path: join(screenshots, 'lan-phone.png') });
      // The browser's own clipboard has what the person copied.
      await page.getByText('Link', { exact: true }).tap();
      await page.locator('[aria-label="Copy link"][aria-disabled="false"]').tap();
      await page.locator('.navigation-back').tap();
      const search = page.locator('input').first();
      await search.tap();
      await page.keyboard.press('Control+V');
      expect(await search.inputValue()).toMatch(`http://${network.address}:`);
      // By its Mini Program nobody comes to what listens for this computer only.
      const miniProgram = await automator.connect({ wsEndpoint: servers.simulator.automatorEndpoint });
      const asked = miniProgram.callWxMethod('request', { url: `${servers.simulator.url}/panel/objects` });
      await expect(asked).rejects.toThrow('ERR_CONNECTION_REFUSED');
      miniProgram.disconnect();
      expect(servers.phone.album()).toHaveLength(1);
      expect(problems).toEqual([]);
      // Pictures come from the cloud as the phone finds it; nothing asked for the phone's own 127.0.0.1.
      expect([...hosts].filter((host) => host !== '')).toEqual([network.address]);
    } finally {
      await context.close();
      await servers.close();
      await rm(dir, { recursive: true });
    }
  });
});
