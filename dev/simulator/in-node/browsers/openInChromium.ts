import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, CDPSession, LaunchOptions, Page } from 'playwright-core';
import type { PageServer } from './PageServer';
import type { TouchScreen } from './TouchScreen';

interface ChromiumOptions {
  /** px; 375 × 812 by default. */
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  /** 2 by default. */
  pixelRatio?: number;
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
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  `${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
  // Each Windows has it.
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
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

/** For playwright-core: launches this machine's Chromium without a window. Throws when there is none. */
export function launchOptions(): LaunchOptions {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found. Install one (Debian: apt-get install chromium) or set CHROME_PATH.',
    );
  }
  const isRoot = process.getuid?.() === 0;
  return { executablePath, args: isRoot ? [...flags, '--no-sandbox'] : flags };
}

/** Opens the phone page in a browser, which stays open after it. Resolves when the first page is ready. */
export async function openInChromium(
  simulator: PageServer,
  browser: Browser,
  options: ChromiumOptions = {},
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
  const expected = simulator.expectPage(touchScreen(page, session));
  const close = async (): Promise<void> => {
    expected.forget();
    await page.close();
  };
  try {
    await page.goto(expected.url);
    await expected.started();
  } catch (error) {
    await close();
    throw error;
  }
  return { page, close };
}

function touchScreen(page: Page, session: CDPSession): TouchScreen {
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
