import { describeNetwork } from '../../dev/lan/describeNetwork';
import { cardAddresses } from '../../dev/lan/findAddress';
import { configSource } from '../../dev/local-cloud/configSource';
import { describeInChromium } from '../e2e/support/browsers';
import { startServers } from '../e2e/support/startServers';
import { languages, pictureFile } from './languages';
import { PHONE } from './phoneSize';
import { putScenes } from './putScenes';
import { terminal } from './terminal';
import { writeScreens } from './writeScreens';

/** Of a usual network at home, in place of the address of whoever makes the picture. */
const shown = { card: 'en0', address: '192.168.1.5' };
const code = 'afnL-E1-MfycNI4wIrO3Sg';

describeInChromium('npm start -- --lan', () => {
  test.each(languages)('phone: the code, and what it opens, in $language', async (edition) => {
    const { language, locale } = edition;
    const [card] = cardAddresses();
    if (!card) throw new Error('This computer is in no network.');
    const servers = await startServers({
      network: { address: card.address, code },
      overrides: (cloud) => ({ 'cos/config.ts': configSource(cloud) }),
    });
    try {
      servers.phone.settings.update({ language });
      await putScenes(servers.cloud);
      const browser = await openBrowser();
      const page = await browser.newPage({
        viewport: PHONE,
        locale,
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
      });
      await page.goto(servers.simulator.networkUrl ?? '');
      await page.locator('.open-gallery').tap();
      await page.locator('.cos-pages-gallery-gallery--tile img').nth(6).waitFor();
      await page.waitForFunction(() =>
        [...document.images].every(
          (picture) =>
            picture.complete && getComputedStyle(picture.closest('wx-image') ?? picture).opacity === '1',
        ),
      );
      const place = page.getByText(card.address);
      await place.evaluate((words, address) => {
        words.textContent = (words.textContent ?? '').replace(/[\d.]+:\d+/, `${address}:7301`);
      }, shown.address);
      const url = `http://${shown.address}:7300/open/${code}`;
      const [above = ''] = describeNetwork(shown, url, servers.cloud.at).split(url);
      const inTerminal = await terminal(browser, `$ npm start -- --lan\n…\n${above}${url}`);
      await writeScreens(pictureFile('phone', edition), [inTerminal, await page.screenshot()]);
      await page.close();
    } finally {
      await servers.close();
    }
  });
});
