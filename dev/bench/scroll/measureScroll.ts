import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import automator from 'miniprogram-automator';
import { type Browser, type CDPSession, chromium, errors, type Page } from 'playwright-core';
import { account } from '../../local-cloud/account';
import { configSource } from '../../local-cloud/configSource';
import { type LocalCloud, startLocalCloud } from '../../local-cloud/startLocalCloud';
import { launchOptions, openInChromium } from '../../simulator/in-node/browsers/openInChromium';
import { createPhone } from '../../simulator/in-node/phone/createPhone';
import { startSimulator } from '../../simulator/startSimulator';
import { fillBucket } from './fillBucket';
import { countingApp, countingPages, lazyTile, plainPage } from './pageSources';
import { type Recorded, record } from './Recorder';

/** What a way did in one step. */
export interface StepResult extends Recorded {
  readonly step: string;
  readonly setData: Sent;
  /** Pictures that COS was asked for. */
  readonly pictures: number;
  /** Elements of the page at the end. */
  readonly elements: number;
  /** Of JavaScript at the end, after a collection. */
  readonly heapBytes: number;
}

/** From the page's script to the screen, as JSON. */
interface Sent {
  readonly calls: number;
  readonly bytes: number;
  readonly largest: number;
}

const scrollWays = ['template', 'plain'] as const;
export type ScrollWay = (typeof scrollWays)[number];

const root = join(__dirname, '../../..');
/** px a second: as a finger makes it, as fast as the whole list is over in half a minute, and as one who looks. */
const FLING = 5_000;
const FLIGHT = 15_000;
const READING = 1_000;
/** px. */
const SCREEN = { width: 375, height: 812 };

/** Scrolls through a gallery of `count` files in Chromium, in each way, and tells each step when it is over. */
export async function measureScroll(
  count: number,
  measured: (way: ScrollWay, result: StepResult) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-scroll-'));
  try {
    await fillBucket(join(folder, 'cos'), count);
    const cloud = await startLocalCloud({
      dataDir: join(folder, 'cos'),
      functionsRoot: join(root, 'cloudfunctions'),
      ports: { cos: 0, functions: 0, sts: 0 },
    });
    const browser = await chromium.launch(launchOptions());
    try {
      for (const way of scrollWays) {
        await measureWay(way, cloud, browser, join(folder, way), (result) => measured(way, result));
      }
    } finally {
      await browser.close();
      await cloud.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureWay(
  way: ScrollWay,
  cloud: LocalCloud,
  browser: Browser,
  dir: string,
  measured: (result: StepResult) => void,
): Promise<void> {
  const source = join(root, 'miniprogram');
  const pages = 'cos/pages/definePage.ts';
  const tile = 'cos/components/object-tile/object-tile.wxml';
  const phone = createPhone({ dir, openId: account.openId, callFunction: cloud.functions.call });
  const simulator = await startSimulator({
    port: 0,
    source,
    phone,
    overrides: {
      'app.ts': countingApp,
      [pages]: countingPages(await readFile(join(source, pages), 'utf8')),
      'cos/config.ts': configSource(cloud),
      ...(way === 'plain' && { ...plainPage, [tile]: lazyTile(await readFile(join(source, tile), 'utf8')) }),
    },
  });
  const { page, close } = await openInChromium(simulator, browser, SCREEN);
  const miniProgram = await automator.connect({ wsEndpoint: simulator.automatorEndpoint });
  let pictures = 0;
  const forget = cloud.cos.onRequest(({ operation }) => {
    if (operation === 'GetObject') pictures += 1;
  });
  try {
    const session = await page.context().newCDPSession(page);
    const sent = async (): Promise<Sent> =>
      (await miniProgram.evaluate('() => getApp().sent')) as unknown as Sent;
    const step = async (name: string, run: () => Promise<unknown>): Promise<void> => {
      const before = { ...(await sent()), pictures };
      const ended = await record(browser, page);
      await run();
      const recorded = await ended();
      const { calls, bytes, largest } = await sent();
      await session.send('HeapProfiler.collectGarbage');
      measured({
        step: name,
        ...recorded,
        setData: { calls: calls - before.calls, bytes: bytes - before.bytes, largest },
        pictures: pictures - before.pictures,
        elements: await page.evaluate(() => document.querySelectorAll('*').length),
        heapBytes: await page.evaluate(
          () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
        ),
      });
    };

    await miniProgram.reLaunch('/cos/pages/gallery/gallery');
    await step('load all', () => loadAll(miniProgram));
    const height = await page.evaluate(() => document.querySelector('.page-scroller')?.scrollHeight ?? 0);
    await step('fling', () => scroll(session, 40 * SCREEN.height, FLING));
    await step('fly to the end', () => scroll(session, height, FLIGHT));
    await step('and back', () => scroll(session, -height, FLIGHT));
    await step('read ten screens', () => scroll(session, 10 * SCREEN.height, READING));
    await step('jump to the middle', async () => {
      await miniProgram.callWxMethod('pageScrollTo', { scrollTop: height / 2, duration: 0 });
      await screenIsFull(page);
    });
  } finally {
    forget();
    miniProgram.disconnect();
    await close();
    await simulator.close();
    await phone.close();
  }
}

type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;

/** Asks for one page after the other, as who reaches the end again and again. */
async function loadAll(miniProgram: MiniProgram): Promise<void> {
  await miniProgram.evaluate(`async () => {
    const page = getCurrentPages().pop();
    const asked = () => new Promise((resolve) => setTimeout(resolve, 10));
    while (page.data.state === 'loading' || page.data.more === 'loading') await asked();
    for (;;) {
      const before = getApp().sent.calls;
      await page.loadMore();
      if (getApp().sent.calls === before) return;
    }
  }`);
}

/** Moves the list by so many px, at so many a second. By a wheel: a finger's way ends at the edge of the screen. */
async function scroll(session: CDPSession, distance: number, speed: number): Promise<void> {
  await session.send('Input.synthesizeScrollGesture', {
    x: SCREEN.width / 2,
    y: SCREEN.height / 2,
    yDistance: -distance,
    speed,
    gestureSourceType: 'mouse',
  });
}

/** Every tile that is seen has its picture, or half a minute is over. */
async function screenIsFull(page: Page): Promise<void> {
  const full = page.waitForFunction(
    ({ height }) => {
      const seen = [...document.querySelectorAll('wx-object-tile')].filter((tile) => {
        const { top, bottom } = tile.getBoundingClientRect();
        return bottom > 0 && top < height;
      });
      return (
        seen.length > 12 &&
        seen.every((tile) => [...tile.querySelectorAll('img')].some((image) => image.src && image.complete))
      );
    },
    SCREEN,
    { timeout: 30_000, polling: 100 },
  );
  await full.catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
  });
}
