import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import automator from 'miniprogram-automator';
import { openInChromium } from '../../../../dev/simulator/in-node/browsers/openInChromium';
import { openInJsdom } from '../../../../dev/simulator/in-node/browsers/openInJsdom';
import { createPhone, type Phone } from '../../../../dev/simulator/in-node/phone/createPhone';
import { type Simulator, startSimulator } from '../../../../dev/simulator/startSimulator';
import { chromiumFound } from '../../../e2e/support/browsers';
import { isWide } from '../../../support/isWide';

export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;
export type AutomatedPage = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>;

export type BrowserName = 'jsdom' | 'chromium';

/** As test/e2e/support/browsers.ts: in Chromium, for `npm run test:long` in both, and without a Chromium in jsdom. */
export const browsers: BrowserName[] = chromiumFound
  ? isWide
    ? ['jsdom', 'chromium']
    : ['chromium']
  : ['jsdom'];

/** For what has neither a layout nor a finger: jsdom, and for `npm run test:long` both. */
export const browsersForWords: BrowserName[] = isWide ? browsers : ['jsdom'];

export interface Tour {
  simulator: Simulator;
  phone: Phone;
  miniProgram: MiniProgram;
  /** Starts over at a page. */
  open(url: string): Promise<AutomatedPage>;
  close(): Promise<void>;
}

export interface TourOptions {
  browser: BrowserName;
  /** The fixture's folder by default. */
  source?: string;
  /** Text by path relative to `source`: takes the place of a file. */
  overrides?: Readonly<Record<string, string>>;
  watch?: boolean;
}

/** Opens the fixture Mini Program, with a script connected to it. */
export async function openTour({ browser, source, ...options }: TourOptions): Promise<Tour> {
  const dir = await mkdtemp(join(tmpdir(), 'simulator-'));
  const phone = createPhone({ dir, openId: 'oTester' });
  const simulator = await startSimulator({
    port: 0,
    source: source ?? join(__dirname, '..', 'fixtures', 'tour'),
    phone,
    cache: buildCache,
    ...options,
  });
  const page = await (browser === 'jsdom'
    ? openInJsdom(simulator)
    : openInChromium(simulator, await openBrowser()));
  const miniProgram = await automator.connect({ wsEndpoint: simulator.automatorEndpoint });
  return {
    simulator,
    phone,
    miniProgram,
    async open(url) {
      await miniProgram.callWxMethod('reLaunch', { url });
      return topPage(miniProgram);
    },
    async close() {
      miniProgram.disconnect();
      await page.close();
      await simulator.close();
      await phone.close();
      await rm(dir, { recursive: true });
    },
  };
}

export async function topPage(miniProgram: MiniProgram): Promise<AutomatedPage> {
  const page = await miniProgram.currentPage();
  if (!page) throw new Error('No page is open.');
  return page;
}

/** The element, which has to be there. */
export async function find(
  within: Pick<AutomatedPage, '$'>,
  selector: string,
): Promise<NonNullable<Awaited<ReturnType<AutomatedPage['$']>>>> {
  const element = await within.$(selector);
  if (!element) throw new Error(`Nothing matches ${selector}.`);
  return element;
}
