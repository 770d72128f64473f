import { createServer } from 'node:http';
import type { BrowserServer } from 'playwright-core';
import { type Listening, listen } from '../../dev/http/listen';
import { launchOptions } from '../../dev/simulator/in-node/browsers/openInChromium';

/** Where the processes of jest find the browser. */
const ENDPOINT = 'TEST_BROWSER_ENDPOINT';

/** A name for the tests that points to this machine, as one of a hostile page can be made to; it begins as an address of this machine does. */
export const REBOUND_NAME = '127.example.com';

let lender: Listening | undefined;
let browser: Promise<BrowserServer> | undefined;

/**
 * One Chromium for all suites, because a start of it costs more than most of them. It is started when the first suite
 * asks: a run of other tests does without.
 */
export async function lendBrowser(): Promise<void> {
  const server = createServer(async (_request, response) => {
    try {
      browser ??= launch();
      response.end((await browser).wsEndpoint());
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  lender = await listen(server, 0, '127.0.0.1');
  process.env[ENDPOINT] = lender.url;
}

export async function closeSharedBrowser(): Promise<void> {
  await lender?.close();
  await (await browser?.catch(() => undefined))?.close();
}

/** For playwright-core's `connect`. Rejects with the reason when the browser can't be started. */
export async function browserEndpoint(): Promise<string> {
  const answer = await fetch(process.env[ENDPOINT] ?? '');
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The tests' Chromium could not be started: ${text}`);
  return text;
}

async function launch(): Promise<BrowserServer> {
  const { chromium } = await import('playwright-core');
  const { args = [], ...options } = launchOptions();
  return chromium.launchServer({
    ...options,
    host: '127.0.0.1',
    args: [...args, `--host-resolver-rules=MAP ${REBOUND_NAME} 127.0.0.1`],
  });
}
