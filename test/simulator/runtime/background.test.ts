import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import automator from 'miniprogram-automator';
import { type Listening, listen } from '../../../dev/http/listen';
import { type ChromiumPage, openInChromium } from '../../../dev/simulator/in-node/browsers/openInChromium';
import { createPhone, type Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import { type Simulator, startSimulator } from '../../../dev/simulator/startSimulator';
import { describeInChromium } from '../../e2e/support/browsers';
import { until } from '../../e2e/support/until';
import type { MiniProgram } from './support/openTour';

/** In place of WeChat's 5 s. */
const backgroundMs = 1000;

describeInChromium('in the background, in Chromium', () => {
  let dir: string;
  let phone: Phone;
  let simulator: Simulator;
  let browser: ChromiumPage;
  let miniProgram: MiniProgram;
  let server: Server;
  let listening: Listening;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'background-'));
    phone = createPhone({ dir, openId: 'oTester', backgroundMs });
    simulator = await startSimulator({
      port: 0,
      source: join(__dirname, 'fixtures/tour'),
      phone,
      cache: buildCache,
    });
    browser = await openInChromium(simulator, await openBrowser());
    miniProgram = await automator.connect({ wsEndpoint: simulator.automatorEndpoint });
    server = createServer();
    listening = await listen(server, 0, '127.0.0.1');
  });
  afterAll(async () => {
    miniProgram.disconnect();
    await browser.close();
    await simulator.close();
    await phone.close();
    await listening.close();
    await rm(dir, { recursive: true });
  });

  interface Seen {
    ticks: number;
    outcome?: string;
  }
  const seen = (): Promise<Seen> => miniProgram.evaluate('() => getApp().seen');
  /** A request that the server has and does not answer yet, and a timer that ticks. */
  const request = async (): Promise<ServerResponse> => {
    const arrived = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    await miniProgram.evaluate(
      `(url) => {
        const seen = (getApp().seen = { ticks: 0 });
        clearInterval(getApp().ticking);
        getApp().ticking = setInterval(() => { seen.ticks += 1; }, 10);
        wx.request({ url, success: ({ data }) => { seen.outcome = data; }, fail: ({ errMsg }) => { seen.outcome = errMsg; } });
      }`,
      listening.url,
    );
    return (await arrived)[1];
  };

  test('closed by its capsule, its calls end and its script stands still until it is back', async () => {
    const response = await request();
    const ended = once(response, 'close');
    await browser.page.click('.capsule-close');
    await ended;
    const { ticks, outcome } = await seen();
    expect(outcome).toBeUndefined();
    await delay(100);
    expect(await seen()).toEqual({ ticks });
    await browser.page.click('.cover');
    const back = await until('it heard of its call', async () => {
      const now = await seen();
      return now.outcome !== undefined && now.ticks > ticks && now;
    });
    expect(back.outcome).toBe('request:fail interrupted');
  });

  test('back in time by a tap, nothing has happened, whoever sent it there', async () => {
    const response = await request();
    phone.setShown(false);
    await browser.page.click('.cover');
    await delay(backgroundMs + 100);
    response.end('in time');
    const { outcome } = await until('it heard of its call', async () => {
      const now = await seen();
      return now.outcome !== undefined && now;
    });
    expect(outcome).toBe('in time');
  });

  test('opened anew it is in front', async () => {
    await browser.page.click('.capsule-close');
    await browser.page.reload();
    await delay(backgroundMs + 100);
    const response = await request();
    response.end('in front');
    await until('it heard of its call', async () => (await seen()).outcome === 'in front');
  });
});
