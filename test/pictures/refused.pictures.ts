import { configSource } from '../../dev/local-cloud/configSource';
import { describeInChromium } from '../e2e/support/browsers';
import { startServers } from '../e2e/support/startServers';
import { scene } from '../looks/scene';
import { languages, pictureFile } from './languages';
import { lessThanNeeded } from './lessThanNeeded';
import { writeScreens } from './writeScreens';

describeInChromium('the page of npm start', () => {
  test.each(languages)('refused: an upload, and its request, in $language', async (edition) => {
    const { language, locale } = edition;
    const servers = await startServers({
      overrides: (cloud) => ({ 'cos/config.ts': configSource(cloud) }),
      cloud: { ownerPolicy: lessThanNeeded },
    });
    try {
      servers.phone.settings.update({ language });
      const page = await (await openBrowser()).newPage({ viewport: { width: 1280, height: 800 }, locale });
      await page.goto(servers.simulator.url);
      const phone = page.frameLocator('iframe');
      await phone.locator('.open-gallery').click();
      await phone.locator('.cos-pages-gallery-gallery--upload-button').click();
      const dialog = page.waitForEvent('filechooser');
      await phone.locator('.phone-sheet-item').first().click();
      await (await dialog).setFiles({ name: '1.jpg', mimeType: 'image/jpeg', buffer: await scene(1) });
      await phone.locator('.cos-pages-transfers-transfers--failure-card').waitFor();
      await page.locator('#tab-cloud').click();
      const request = page.locator('.request', { has: page.locator('.status-bad') });
      await request.first().click();
      await page.locator('.request-details').waitFor();
      await writeScreens(pictureFile('refused', edition), [await page.screenshot()]);
      await page.close();
    } finally {
      await servers.close();
    }
  });
});
