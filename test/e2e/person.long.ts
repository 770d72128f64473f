import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { describeInChromium } from './support/browsers';
import { landscape } from './support/landscape';
import { awkwardName, makePhoto, sha256 } from './support/media';
import { run, stop, urlOf } from './support/program';

/** `npm start` as a person uses it: a browser, a mouse, the file dialog, and the same files after a restart. */

let dir: string;

describeInChromium('a person in a browser', () => {
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'person-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  test('uploads photos from the disk, saves one, downloads it, and finds all again after a restart', async () => {
    const photo = await makePhoto(900, 700);
    const paths = await Promise.all([
      // A real one: its cover and its length come from the browser, as from WeChat.
      join(__dirname, 'support/film.mp4'),
      onDisk('beach.jpg', await landscape('#7fb2e5', '#3f7d58')),
      onDisk('dawn.jpg', await landscape('#f2b8a0', '#5b4a68')),
      onDisk('night.jpg', await landscape('#27325c', '#141a30')),
      onDisk('desert.jpg', await landscape('#bfe3ec', '#d9a85c')),
    ]);
    const chosen = await onDisk(awkwardName, photo);

    const first = run('dev/start.ts', ['--port', '0', '--data', join(dir, 'data')]);
    try {
      const page = await (await openBrowser()).newPage({
        viewport: { width: 1280, height: 800 },
        locale: 'en-US',
      });
      page.setDefaultTimeout(10_000);
      await page.goto(await urlOf(first));
      const phone = page.frameLocator('iframe');
      await phone.getByText('Open my files').click();
      await upload(page, phone, 'File from a chat', [chosen]);
      await upload(page, phone, 'Photos and videos', paths);
      await phone.locator(gallery('tile')).filter({ hasText: '0:03' }).click();
      await phone.locator('video[poster*="3.cover.jpg"]').waitFor();
      await back(phone);

      await phone.locator(gallery('tile')).last().click();
      await phone.getByText('More', { exact: true }).click();
      await phone.getByText(awkwardName).waitFor();
      await phone.getByLabel('Close', { exact: true }).click();
      await phone.getByLabel('Save to album').click();
      await phone.locator('.phone-modal-confirm').click();
      await phone.locator('.phone-permission-allow').click();
      await phone.getByText('Saved', { exact: true }).first().waitFor();

      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download' }).click();
      const downloaded = join(dir, 'downloaded');
      await (await download).saveAs(downloaded);
      expect(sha256(await readFile(downloaded))).toBe(sha256(photo));

      await back(phone);
      await phone.locator(gallery('tile')).first().click();
      await phone.getByLabel('Save to album').click();
      await phone.getByText('Saved', { exact: true }).first().waitFor();
      mkdirSync(join(__dirname, '../screenshots'), { recursive: true });
      await page.screenshot({ path: join(__dirname, '../screenshots/overview.png') });
      await page.close();
    } finally {
      await stop(first);
    }

    const second = run('dev/start.ts', ['--port', '0', '--data', join(dir, 'data')]);
    try {
      const page = await (await openBrowser()).newPage({ locale: 'en-US' });
      page.setDefaultTimeout(10_000);
      await page.goto(await urlOf(second));
      const phone = page.frameLocator('iframe');
      await phone.getByText('Open my files').click();
      await phone.locator(gallery('tile')).nth(5).waitFor();
      expect(await phone.locator(gallery('tile')).count()).toBe(6);
      await page.getByRole('link', { name: 'Download' }).nth(1).waitFor();
      await page.close();
    } finally {
      await stop(second);
    }
    // It starts the program twice, and two browser pages.
  }, 180_000);
});

/** A page that keeps another app's styles out has its classes marked with its own path in the simulator's DOM. */
const classOf = (page: string) => (name: string) => `.cos-pages-${page}-${page}--${name}`;
const gallery = classOf('gallery');
const transfers = classOf('transfers');

async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, bytes);
  return path;
}

/** From the gallery, and back to it when all are done. */
async function upload(page: Page, phone: FrameLocator, source: string, paths: string[]): Promise<void> {
  await phone.locator(gallery('upload-button')).click();
  const dialog = page.waitForEvent('filechooser');
  await phone.getByText(source).click();
  await (await dialog).setFiles(paths);
  await phone
    .locator(`${transfers('section-done')} ${transfers('transfer-row')}`)
    .nth(paths.length - 1)
    .waitFor();
  await phone
    .getByText(/uploaded$/)
    .first()
    .waitFor();
  await back(phone);
  await phone.locator(gallery('upload-button')).waitFor();
}

async function back(phone: FrameLocator): Promise<void> {
  await phone.locator('.navigation-back').click();
}
