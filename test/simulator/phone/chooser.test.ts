import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ChromiumPage, openInChromium } from '../../../dev/simulator/in-node/browsers/openInChromium';
import { createPhone, type Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import { type Simulator, startSimulator } from '../../../dev/simulator/startSimulator';
import { describeInChromium } from '../../e2e/support/browsers';
import { jpeg } from './support/media';

const sources: Record<string, string> = {
  'app.json': JSON.stringify({ pages: ['pages/main/main'] }),
  'app.js': 'App({})',
  'pages/main/main.json': '{}',
  'pages/main/main.wxml':
    '<button id="choose" bindtap="choose">Choose</button><text id="result">{{ result }}</text>',
  'pages/main/main.js': `Page({
    data: { result: '' },
    onReady() { this.choose() },
    choose() {
      wx.chooseMedia({
        count: 2,
        success: ({ tempFiles }) => this.setData({ result: JSON.stringify(tempFiles) }),
        fail: ({ errMsg }) => this.setData({ result: errMsg }),
      })
    },
  })`,
};

let dir: string;
let phone: Phone;
let simulator: Simulator;
let browser: ChromiumPage;

describeInChromium('the browser’s own file dialog', () => {
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'chooser-'));
    for (const [path, text] of Object.entries(sources)) {
      await mkdir(dirname(join(dir, 'source', path)), { recursive: true });
      await writeFile(join(dir, 'source', path), text);
    }
    phone = createPhone({ dir: join(dir, 'phone'), openId: 'oTester' });
    simulator = await startSimulator({ port: 0, source: join(dir, 'source'), phone, cache: buildCache });
    browser = await openInChromium(simulator, await openBrowser());
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
    await phone.close();
    await rm(dir, { recursive: true });
  });

  const result = async (pattern: RegExp): Promise<string> => {
    const text = browser.page.locator('#result');
    await text.filter({ hasText: pattern }).waitFor();
    return (await text.textContent()) ?? '';
  };

  /** A short film, recorded by the browser: one that it can surely play. */
  const film = async (): Promise<Buffer> => {
    const base64 = await browser.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
      const draw = canvas.getContext('2d');
      const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
      const chunks: Blob[] = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      recorder.start();
      const timer = setInterval(() => draw?.fillRect(0, 0, 64 * Math.random(), 48), 20);
      await new Promise((resolve) => setTimeout(resolve, 300));
      clearInterval(timer);
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
      recorder.stop();
      await stopped;
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
      return btoa(String.fromCharCode(...bytes));
    });
    return Buffer.from(base64, 'base64');
  };

  test('without a tap there is a button that opens it', async () => {
    const dialog = browser.page.waitForEvent('filechooser');
    await browser.page.locator('.phone-sheet-item').click();
    await (await dialog).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg(6, 4) });
    expect(JSON.parse(await result(/tempFilePath/))).toMatchObject([{ width: 6 }]);
    expect(await browser.page.locator('.phone-sheet').count()).toBe(0);
  });

  test('a photo and a video go to the phone, the video with a thumbnail', async () => {
    const video = await film();
    const dialog = browser.page.waitForEvent('filechooser');
    await browser.page.locator('#choose').click();
    const chooser = await dialog;
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles([
      { name: '海边 + # % &.jpg', mimeType: 'image/jpeg', buffer: await jpeg(60, 40) },
      { name: 'film.webm', mimeType: 'video/webm', buffer: video },
    ]);
    const files = JSON.parse(await result(/thumbTempFilePath/));
    expect(files).toMatchObject([
      { fileType: 'image', width: 60, height: 40, tempFilePath: expect.stringMatching(/\.jpg$/) },
      { fileType: 'video', size: video.length, thumbTempFilePath: expect.stringMatching(/\.jpg$/) },
    ]);
    expect(phone.filePath(files[1].thumbTempFilePath)).toBeDefined();
  });

  test('a dismissed dialog is a cancel', async () => {
    const dialog = browser.page.waitForEvent('filechooser');
    await browser.page.locator('#choose').click();
    const chooser = await dialog;
    await chooser.element().dispatchEvent('cancel');
    expect(await result(/fail/)).toBe('chooseMedia:fail cancel');
  });
});
