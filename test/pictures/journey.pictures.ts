import type { FrameLocator, Locator } from 'playwright-core';
import { configSource } from '../../dev/local-cloud/configSource';
import { screenMessages } from '../../miniprogram/cos/i18n/screenMessages';
import { describeInChromium } from '../e2e/support/browsers';
import { type Servers, startServers } from '../e2e/support/startServers';
import { grainy } from '../looks/scene';
import { languages, pictureFile } from './languages';
import { Movie } from './Movie';
import { putScenes } from './putScenes';

/** The picture of the README: a way through the page that `npm start` shows. */

/** px of the page. */
const MOVIE = { width: 960, height: 720 };

describeInChromium('the picture of the README', () => {
  let servers: Servers;
  afterEach(() => servers?.close());

  test.each(languages)('upload, gallery, album in $language', async (edition) => {
    const { language, locale } = edition;
    const words = screenMessages(language === 'en' ? 'en' : 'zh');
    servers = await startServers({ overrides: (cloud) => ({ 'cos/config.ts': configSource(cloud) }) });
    servers.phone.settings.update({ language, permissions: { 'scope.writePhotosAlbum': true } });
    await putScenes(servers.cloud);
    const { simulator } = servers;
    const { settings } = servers.phone;
    const page = await (await openBrowser()).newPage({
      viewport: MOVIE,
      locale,
    });
    page.setDefaultTimeout(20_000);
    await page.goto(simulator.url);
    const phone = page.frameLocator('iframe');
    const movie = new Movie(page, phone);

    await phone.locator('.open-gallery').click();
    await drawn(phone, 9);
    await movie.hold(900);
    await movie.tap(phone.locator(gallery('upload-button')));
    await phone.getByText(words.source.album).waitFor();
    await movie.hold(700);
    const dialog = page.waitForEvent('filechooser');
    await movie.tap(phone.getByText(words.source.album));
    // Slow enough that one sees them go.
    settings.update({ network: '3g' });
    const photos = await Promise.all([0, 1, 2, 3].map(grainy));
    await (await dialog).setFiles(
      photos.map((buffer, at) => ({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer })),
    );
    await phone.locator(transfers('transfer-row')).first().waitFor();
    const over = phone.getByText(words.transfers.over(4, 0), { exact: true }).waitFor();
    let running = true;
    void over.then(() => {
      running = false;
    });
    for (let frames = 0; running && frames < 60; frames += 1) await movie.hold(150);
    await over;
    settings.update({ network: 'wifi' });
    await movie.hold(800);
    await movie.tap(phone.locator('.navigation-back'));
    await drawn(phone, 12);
    await movie.hold(1100);
    await movie.tap(phone.locator(gallery('tile')).first());
    await phone.locator('.cos-pages-object-object--bar').waitFor();
    await drawnIn(phone.locator('.page').last());
    await movie.hold(900);
    await movie.tap(phone.getByLabel(words.saveButton.save));
    const confirm = phone.locator('.phone-modal-confirm');
    await Promise.race([
      confirm.waitFor(),
      phone.getByText(words.saveButton.saved, { exact: true }).first().waitFor(),
    ]);
    if (await confirm.isVisible()) {
      await movie.hold(900);
      await movie.tap(confirm);
    }
    await phone.getByText(words.saveButton.saved, { exact: true }).first().waitFor();
    await page.locator('.album-item a').first().waitFor();
    await movie.hold(1800);
    await movie.write(pictureFile('journey', edition));
    await page.close();
  });
});

const classOf = (page: string) => (name: string) => `.cos-pages-${page}-${page}--${name}`;
const gallery = classOf('gallery');
const transfers = classOf('transfers');

/** The first tiles have faded in. */
async function drawn(phone: FrameLocator, count: number): Promise<void> {
  await phone
    .locator(`${gallery('tile')} img`)
    .nth(count - 1)
    .waitFor();
  await drawnIn(phone.locator('.page').last());
}

async function drawnIn(element: Locator): Promise<void> {
  await element.evaluate(
    (page) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const faded = [...page.querySelectorAll('img')].every(
            (picture) =>
              picture.complete && getComputedStyle(picture.closest('wx-image') ?? picture).opacity === '1',
          );
          if (faded) resolve();
          else setTimeout(look, 50);
        };
        look();
      }),
  );
}
