import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { Simulator } from '../../simulator';
import type { HostDevice } from './HostDevice';

export interface ChromiumOptions {
  /** px; 375 × 812 by default. */
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  /** 2 by default. */
  pixelRatio?: number;
  /** A path of a browser; otherwise the one that `findChromium` finds. */
  executablePath?: string;
}

export interface ChromiumPage {
  /** Of playwright-core, for what a script of the Mini Program can't reach. */
  page: Page;
  close(): Promise<void>;
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium on this machine: CHROME_PATH, else one from PATH or from where it is usually installed. */
export function findChromium(): string | undefined {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) {
    if (canRun(CHROME_PATH)) return CHROME_PATH;
    throw new Error(
      `CHROME_PATH is ${CHROME_PATH}, but no program can be run there. Correct it or unset it.`,
    );
  }
  const onPath = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(canRun);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A headless Chromium of its own. Rejects when there is none. `more`: flags beside those that keep it quiet. */
export async function launchChromium(
  executablePath = findChromium(),
  more: readonly string[] = [],
): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found. Install one (Debian: apt-get install chromium) or set CHROME_PATH.',
    );
  }
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: [...flags, ...more, ...(isRoot ? ['--no-sandbox'] : [])],
  });
}

/** Opens the phone page in a headless Chromium of its own. Resolves when the first page is ready. */
export async function openInChromium(
  simulator: Simulator,
  options: ChromiumOptions = {},
): Promise<ChromiumPage> {
  const browser = await launchChromium(options.executablePath);
  try {
    return await openPage(browser, simulator, options);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openPage(
  browser: Browser,
  simulator: Simulator,
  options: ChromiumOptions,
): Promise<ChromiumPage> {
  const { width = 375, height = 812, colorScheme = 'light', pixelRatio = 2 } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme,
    deviceScaleFactor: pixelRatio,
    hasTouch: true,
    isMobile: true,
  });
  const session = await page.context().newCDPSession(page);
  const host = simulator.attachHost(deviceOf(page, session));
  await page.goto(host.url);
  await host.started();
  return {
    page,
    async close() {
      host.detach();
      await browser.close();
    },
  };
}

function deviceOf(page: Page, session: CDPSession): HostDevice {
  return {
    tap: (x, y) => page.touchscreen.tap(x, y),
    async touch(type, x, y) {
      const touchPoints = type === 'touchEnd' ? [] : [{ x, y }];
      await session.send('Input.dispatchTouchEvent', { type, touchPoints });
    },
    async insertText(text) {
      if (text === '') await page.keyboard.press('Backspace');
      else await page.keyboard.insertText(text);
    },
    screenshot: () => page.screenshot(),
  };
}
