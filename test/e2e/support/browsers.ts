import { findChromium, openInChromium } from '../../../dev/simulator/in-node/browsers/openInChromium';
import { openInJsdom } from '../../../dev/simulator/in-node/browsers/openInJsdom';
import type { Simulator } from '../../../dev/simulator/startSimulator';
import { isWide } from '../../support/isWide';
import { until } from './until';

export interface OpenWindow {
  close(): Promise<void>;
  /** Resolves when every picture of the page is drawn. Only Chromium draws pictures. */
  picturesDrawn(): Promise<void>;
  /** In CSS px. Only Chromium has a screen. */
  resize(width: number, height: number): Promise<void>;
  /** A PNG of the screen, a pixel for each CSS px, or one for each of the screen's; empty where there is none. */
  picture(scale?: 'css' | 'device'): Promise<Buffer>;
  /** What this expression is in the page, outside of the Mini Program; undefined without Chromium. */
  evaluate(expression: string): Promise<unknown>;
  /** Resolves when nothing is on its way any more, such as a sheet that rises; a spinner turns for ever. */
  comesToRest(): Promise<void>;
  /** Resolves when WeChat shows this above the page: its dialogs, its settings. By a class of `overlay/`. */
  shows(selector: string): Promise<void>;
  /** The person presses it there. */
  press(selector: string): Promise<void>;
}

export interface TestBrowser {
  name: 'jsdom' | 'chromium';
  open(simulator: Simulator): Promise<OpenWindow>;
}

export const jsdom: TestBrowser = {
  name: 'jsdom',
  async open(simulator) {
    const { close, document } = await openInJsdom(simulator);
    const find = (selector: string) =>
      until(`WeChat shows ${selector}`, () => document()?.querySelector<HTMLElement>(selector));
    return {
      close,
      picturesDrawn: async () => undefined,
      resize: async () => undefined,
      picture: async () => Buffer.alloc(0),
      evaluate: async () => undefined,
      comesToRest: async () => undefined,
      shows: async (selector) => void (await find(selector)),
      press: async (selector) => (await find(selector)).click(),
    };
  },
};

const chromium: TestBrowser = {
  name: 'chromium',
  async open(simulator) {
    const { page, close } = await openInChromium(simulator, await openBrowser());
    // Opacity: tiles fade in after their picture is there.
    const drawn = () =>
      [...document.images].every(
        (picture) =>
          picture.complete && getComputedStyle(picture.closest('wx-image') ?? picture).opacity === '1',
      );
    const rests = () =>
      document
        .getAnimations()
        .every(
          ({ playState, effect }) =>
            playState !== 'running' || effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
        );
    return {
      close,
      picturesDrawn: async () => void (await page.waitForFunction(drawn)),
      resize: (width, height) => page.setViewportSize({ width, height }),
      picture: (scale = 'css') => page.screenshot({ scale }),
      evaluate: (expression) => page.evaluate(expression),
      comesToRest: async () => void (await page.waitForFunction(rests)),
      shows: async (selector) => void (await page.waitForSelector(selector)),
      press: (selector) => page.tap(selector),
    };
  },
};

/** False on a machine without Chromium: see test/support/globalSetup.ts. */
export const chromiumFound = findChromium() !== undefined;

/**
 * `describe` for what only Chromium has. Without it, it is left out, and the run says how to get one; with REQUIRE_BROWSER,
 * as in .ci/run, the run has failed before it comes here.
 */
export function describeInChromium(name: string, tests: (chromium: TestBrowser) => void): void {
  const describeThere = chromiumFound ? describe : describe.skip;
  describeThere(name, () => tests(chromium));
}

/**
 * Where an end-to-end script runs: Chromium where there is one, as only there a finger or a layout can be wrong; all of them for
 * `npm run test:long`.
 */
export const browsers: TestBrowser[] = chromiumFound ? (isWide ? [jsdom, chromium] : [chromium]) : [jsdom];

/** Where a script runs that is about words and states: neither a layout nor a finger can make it fail, and jsdom is quicker. */
export const browsersForWords: TestBrowser[] = isWide ? browsers : [jsdom];
