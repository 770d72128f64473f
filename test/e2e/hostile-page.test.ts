import { createServer, type Server } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { listen } from '../../dev/http/listen';
import { REBOUND_NAME } from '../support/sharedBrowser';
import { describeInChromium } from './support/browsers';
import { type Servers, startServers } from './support/startServers';

/** A browser with a page of somebody else beside everything that `npm start` serves. */

let servers: Servers;
let cloud: Servers['cloud'];
let phone: Servers['phone'];
let simulator: Servers['simulator'];
let stranger: Server;
let strangerUrl: string;
let context: BrowserContext;

describeInChromium('a hostile page', () => {
  beforeAll(async () => {
    servers = await startServers();
    ({ cloud, phone, simulator } = servers);
    stranger = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>stranger</title>');
    });
    strangerUrl = (await listen(stranger, 0, '127.0.0.1')).url;
    context = await (await openBrowser()).newContext();
  });
  afterAll(async () => {
    stranger?.closeAllConnections();
    stranger?.close();
    await servers?.close();
  });

  const urls = () => ({
    simulator: simulator.url,
    functions: cloud.functions.url,
    faults: new URL(cloud.cos.faultsUrl ?? '').origin,
    cos: cloud.cos.url,
    sts: cloud.sts.url,
  });

  /** All servers at once. */
  const each = (work: (name: string, url: string) => Promise<void>) =>
    Promise.all(Object.entries(urls()).map(([name, url]) => work(name, url)));

  async function stillAsItWas(before: string): Promise<void> {
    expect(await state()).toBe(before);
    const own = await fetch(`${simulator.url}/panel/objects`);
    expect(own.status).toBe(200);
  }
  const state = async (): Promise<string> =>
    JSON.stringify([
      phone.settings.current,
      cloud.cos.faults.current,
      cloud.functions.invocations('cos-credentials'),
      cloud.sts.issued(),
      await cloud.cos.objects(),
    ]);

  test('of another origin reads nothing, changes nothing and ends nothing', async () => {
    const before = await state();
    const page = await context.newPage();
    await page.goto(strangerUrl);
    await each(async (name, url) => {
      const got = await attack(page, url);
      // COS answers anybody, as COS does: without a signature, with an error.
      const told = got.filter((text) => name !== 'cos' || !text.includes('<Error>'));
      expect([name, told]).toEqual([name, []]);
    });
    await page.close();
    await stillAsItWas(before);
  });

  test('whose name was made to point here reads nothing, changes nothing and ends nothing', async () => {
    const before = await state();
    await each(async (name, url) => {
      const { port } = new URL(url);
      const page = await context.newPage();
      const own = `http://${REBOUND_NAME}:${port}`;
      // Its own server would have answered this, before the name was made to point here. Chromium lets no page of elsewhere reach
      // this machine; in other browsers it goes on as this one, which comes from here.
      await page.goto(`${own}/attack`);
      const got = await attack(page, own);
      const refused = new RegExp(`<Error>|not at "${REBOUND_NAME}|Response":\\s*\\{\\s*"Error`);
      expect([name, got.filter((text) => !refused.test(text))]).toEqual([name, []]);
      // The refusals themselves are of its origin.
      expect([name, got.length > 0]).toEqual([name, true]);
      await page.close();
    });
    await stillAsItWas(before);
  });
});

/** Everything that a page can send to an origin; what it could read of the answers, and the connections that it got. */
async function attack(page: Page, origin: string): Promise<string[]> {
  return page.evaluate(async (target) => {
    const read: string[] = [];
    const paths = [
      '/',
      '//',
      '/phone',
      '/phone/app/app.json',
      '/panel/objects',
      '/cos-credentials',
      '/faults',
      '/page',
    ];
    const within = <T>(work: Promise<T>) =>
      Promise.race([work, new Promise<undefined>((resolve) => setTimeout(resolve, 2000))]);
    const send = async (path: string, init: RequestInit) => {
      const answer = await fetch(target + path, init).catch(() => undefined);
      const text = await answer?.text().catch(() => '');
      if (text) read.push(`${init.method ?? 'GET'} ${path}: ${text.slice(0, 200)}`);
    };
    const body = '{"code":"local-oSomebodyElse","language":"en","latencyMs":60000}';
    const ways: RequestInit[] = [
      {},
      { mode: 'no-cors' },
      { method: 'POST', body, headers: { 'Content-Type': 'text/plain' } },
      { method: 'POST', body, mode: 'no-cors' },
      { method: 'POST', body, headers: { 'Content-Type': 'application/json' } },
      { method: 'DELETE' },
      { method: 'PATCH', body, headers: { 'Content-Type': 'application/json' } },
    ];
    await within(Promise.all(paths.flatMap((path) => ways.map((way) => send(path, way)))));
    const connect = (path: string, message: string | ArrayBuffer) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(target.replace('http', 'ws') + path);
        socket.onopen = () => {
          read.push(`WebSocket ${path}`);
          socket.send(message);
          setTimeout(() => socket.close(), 50);
        };
        socket.onclose = () => resolve();
      });
    const frames = ['no JSON', new Uint8Array([255, 255, 255, 255, 1]).buffer];
    const sockets = ['/', '//', '/page', '/automator'].flatMap((path) =>
      frames.map((frame) => connect(path, frame)),
    );
    await within(Promise.all(sockets));
    await within(
      new Promise<void>((resolve) => {
        const events = new EventSource(`${target}/panel/events`);
        events.onopen = () => {
          read.push('EventSource');
          resolve();
        };
        events.onerror = () => {
          events.close();
          resolve();
        };
      }),
    );
    const frame = document.createElement('iframe');
    frame.src = `${target}/phone`;
    await within(
      new Promise<void>((resolve) => {
        frame.onload = () => resolve();
        document.body.append(frame);
      }),
    );
    try {
      const text = frame.contentDocument?.documentElement.outerHTML ?? '';
      if (text.includes('runtime.js')) read.push(`frame: ${text.slice(0, 100)}`);
    } catch {
      // Another origin's frame can't be looked into.
    }
    return read;
  }, origin);
}
