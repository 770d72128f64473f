import { resolve } from 'node:path';
import automator from 'miniprogram-automator';
import { chromium, type Page } from 'playwright-core';
import { origin, readOptions, runCommand } from './commandLine';
import { launchOptions } from './simulator/in-node/browsers/openInChromium';

const usage = 'npm run drive -- [--url http://127.0.0.1:7300] [--screenshot .local/gallery.png]';

/**
 * An example to change: while `npm start` runs, uploads a picture as a person would, prints the keys that the gallery then has,
 * and keeps a screenshot of it. WeChat DevTools has the same calls: there `wsEndpoint` is `ws://127.0.0.1:9420`, and no browser.
 */
async function drive(screen: Page, url: string, screenshot: string): Promise<void> {
  await screen.goto(`${url}/phone`).catch(() => {
    throw new Error(
      `Nothing answers at ${url}. Start it with npm start, or give --url with the address that it printed.`,
    );
  });
  // Scripts drive the page that started last.
  await screen.locator('.open-gallery').waitFor();
  const miniProgram = await automator.connect({ wsEndpoint: `${url.replace('http', 'ws')}/automator` });
  const pageWith = (selector: string) =>
    until(`a page with ${selector}`, async () => {
      const page = await miniProgram.currentPage();
      return (await page?.$(selector)) ? page : undefined;
    });
  const tap = async (selector: string) => (await (await pageWith(selector)).$(selector))?.tap();

  await tap('.open-gallery');
  // What the person answers: "album" in the action sheet, then a picture that lies in the Mini Program's own folder.
  const picture = await screen.screenshot();
  const tempFilePath = await miniProgram.evaluate(
    `(base64) => new Promise((resolve, reject) => {
      const filePath = wx.env.USER_DATA_PATH + '/chosen.png';
      const options = { filePath, data: base64, encoding: 'base64', success: () => resolve(filePath), fail: reject };
      wx.getFileSystemManager().writeFile(options);
    })`,
    picture.toString('base64'),
  );
  const tempFiles = [{ tempFilePath, size: picture.length, fileType: 'image' }];
  await miniProgram.mockWxMethod('showActionSheet', { tapIndex: 0 });
  await miniProgram.mockWxMethod('chooseMedia', { type: 'image', tempFiles });
  await tap('.upload-button');

  const transfers = await pageWith('.section-done, .section-present');
  console.log(JSON.stringify(await transfers.data('sections')));
  await miniProgram.callWxMethod('navigateBack');
  const tiles: Record<string, { key: string } | null> = await (await pageWith('.tile')).data('tiles');
  console.log(
    Object.values(tiles)
      .flatMap((tile) => (tile ? [tile.key] : []))
      .join('\n'),
  );
  await pageWith('.tile >>> .picture.loaded');
  await screen.screenshot({ path: screenshot, animations: 'disabled' });
  console.log(screenshot);
  miniProgram.disconnect();
}

async function until<Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`In half a minute there was not ${what}.`);
}

runCommand(usage, async () => {
  const { url, screenshot } = readOptions({ url: 'optional', screenshot: 'optional' });
  const served = origin('url', url ?? 'http://127.0.0.1:7300');
  const browser = await chromium.launch(launchOptions());
  try {
    const screen = await browser.newPage({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 2 });
    await drive(screen, served, resolve(screenshot ?? '.local/gallery.png'));
  } finally {
    await browser.close();
  }
});
