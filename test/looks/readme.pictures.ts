import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { configSource } from '../../dev/local-cloud/configSource';
import { putObject } from '../components/support/putObject';
import { describeInChromium } from '../e2e/support/browsers';
import { type Servers, startServers } from '../e2e/support/startServers';
import { scene } from './scene';

/** `npm run pictures` makes the pictures of the README: the page that `npm start` shows, and a way through it. */

const folder = join(__dirname, '../../dev/pictures');
const DAY = 86_400_000;
/** px of the page in the moving picture and in the other; the most that the first may weigh. */
const MOVIE = { width: 960, height: 720 };
const OVERVIEW = { width: 1280, height: 800 };
const MOVIE_BYTES = 600_000;

describeInChromium('the pictures of the README', () => {
  let servers: Servers;
  beforeAll(async () => {
    servers = await startServers({ overrides: (cloud) => ({ 'cos/config.ts': configSource(cloud) }) });
    servers.phone.settings.update({ language: 'en', permissions: { 'scope.writePhotosAlbum': true } });
    const now = Date.now();
    for (let index = 0; index < 13; index += 1) {
      // Seven of yesterday, and six of some days before.
      const time = now - (index < 7 ? DAY : 4 * DAY) - index * 60_000;
      await putObject(servers.cloud, `${9_999_999_999_999 - time}-${index}.jpg`, await scene(index + 4));
    }
  });
  afterAll(() => servers?.close());

  test('upload, gallery, album', async () => {
    const { simulator } = servers;
    const { settings } = servers.phone;
    const page = await (await openBrowser()).newPage({
      viewport: MOVIE,
      locale: 'en-US',
    });
    page.setDefaultTimeout(20_000);
    await page.goto(simulator.url);
    const phone = page.frameLocator('iframe');
    const movie = new Movie(page, phone);

    await phone.getByText('Open my files').click();
    await drawn(phone, 9);
    await movie.hold(900);
    await movie.tap(phone.locator(gallery('upload-button')));
    await phone.getByText('Photos and videos').waitFor();
    await movie.hold(700);
    const dialog = page.waitForEvent('filechooser');
    await movie.tap(phone.getByText('Photos and videos'));
    // Slow enough that one sees them go.
    settings.update({ network: '3g' });
    const photos = await Promise.all([0, 1, 2, 3].map(grainy));
    await (await dialog).setFiles(
      photos.map((buffer, at) => ({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer })),
    );
    await phone.locator(transfers('transfer-row')).first().waitFor();
    const over = phone.getByText(/^4 files uploaded$/).waitFor();
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
    await movie.tap(phone.getByLabel('Save to album'));
    const confirm = phone.locator('.phone-modal-confirm');
    await Promise.race([confirm.waitFor(), phone.getByText('Saved', { exact: true }).first().waitFor()]);
    if (await confirm.isVisible()) {
      await movie.hold(900);
      await movie.tap(confirm);
    }
    await phone.getByText('Saved', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Download' }).first().waitFor();
    await movie.hold(1800);
    await movie.write(join(folder, 'journey.webp'));

    await page.setViewportSize(OVERVIEW);
    for (const index of [1, 2]) {
      await phone.locator('.navigation-back').click();
      await phone.locator(gallery('tile')).nth(index).click();
      await phone.getByLabel('Save to album').click();
      await page.getByRole('link', { name: 'Download' }).nth(index).waitFor();
    }
    await phone.locator('.navigation-back').click();
    await drawn(phone, 12);
    const overview = await page.screenshot();
    await writeFile(join(folder, 'overview.png'), await sharp(overview).png({ palette: true }).toBuffer());
    await page.close();
  }, 240_000);
});

const classOf = (page: string) => (name: string) => `.cos-pages-${page}-${page}--${name}`;
const gallery = classOf('gallery');
const transfers = classOf('transfers');

/** As large as a photo from a phone: some MB. */
async function grainy(number: number): Promise<Buffer> {
  const [width, height] = [2400, 1800];
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 14 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const photo = sharp(await scene(number)).resize(width, height);
  return photo
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 82 })
    .toBuffer();
}

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

/** A frame each time that something is to be seen, and a ring where a finger was. */
class Movie {
  private readonly frames: { picture: Buffer; milliseconds: number }[] = [];

  constructor(
    private readonly page: Page,
    private readonly phone: FrameLocator,
  ) {}

  async hold(milliseconds: number): Promise<void> {
    const picture = await this.page.screenshot();
    this.frames.push({ picture, milliseconds });
  }

  async tap(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (!box) throw new Error('What is to be tapped is not on the screen.');
    const { x, y, width, height } = box;
    const picture = await this.page.screenshot();
    const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="${MOVIE.width}" height="${MOVIE.height}"><circle cx="${x + width / 2}" cy="${
      y + height / 2
    }" r="22" fill="#000" fill-opacity="0.22" stroke="#fff" stroke-width="2" stroke-opacity="0.8"/></svg>`;
    const touched = await sharp(picture)
      .composite([{ input: Buffer.from(ring) }])
      .png()
      .toBuffer();
    this.frames.push({ picture: touched, milliseconds: 350 });
    await target.click();
    await this.phone.locator('.pages').waitFor();
  }

  async write(path: string): Promise<void> {
    const pictures = this.frames.map(({ picture }) => picture);
    const delay = this.frames.map(({ milliseconds }) => milliseconds);
    for (const quality of [80, 70, 60, 50, 40]) {
      const movie = await sharp(pictures, { join: { animated: true } })
        .webp({ delay, loop: 0, quality, effort: 6, minSize: true })
        .toBuffer();
      if (movie.length > MOVIE_BYTES && quality > 40) continue;
      expect(movie.length).toBeLessThan(MOVIE_BYTES);
      await writeFile(path, movie);
      return;
    }
  }
}
