import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';
import type { Browser } from 'playwright-core';
import { BuildCache } from '../../dev/simulator/in-node/build/BuildCache';
import { browserEndpoint } from './sharedBrowser';

declare global {
  /** The Chromium of all tests, with nothing of other suites in it. What is open in it is closed after the suite. */
  var openBrowser: () => Promise<Browser>;
  /** What the simulators of all suites compiled: most have the same Mini Program. */
  var buildCache: BuildCache;
}

const compiled = new BuildCache();

/**
 * Node, and a browser for who asks. It is connected here because what an environment imports is loaded once a process:
 * in a suite, playwright-core would be loaded anew each time, which takes as long as many a suite. For the same reason
 * jsdom and esbuild come from here: jest takes them for every suite by way of test/support/oncePerProcess.
 */
export default class TestEnvironment extends NodeEnvironment {
  #browser: Promise<Browser> | undefined;

  override async setup(): Promise<void> {
    await super.setup();
    this.global.oncePerProcess = require;
    this.global.buildCache = compiled;
    this.global.openBrowser = () => (this.#browser ??= connect());
  }

  override async teardown(): Promise<void> {
    const browser = await this.#browser?.catch(() => undefined);
    await browser?.close();
    await super.teardown();
  }
}

async function connect(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.connect(await browserEndpoint());
}
