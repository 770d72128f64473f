import type { Browser, Page } from 'playwright-core';
import { deferred } from '../simulator/phone/support/deferred';
import { testWide } from '../support/isWide';
import { describeInChromium } from './support/browsers';
import { cosRequest } from './support/cosRequest';
import { type Servers, startServers } from './support/startServers';
import { until } from './support/until';

/** The panel costs the phone, with which it shares a thread, the same however many objects there are. */

const OBJECTS = 210;
let servers: Servers;
let cloud: Servers['cloud'];
let simulator: Servers['simulator'];
let browser: Browser;
let page: Page;
let listings = 0;

describeInChromium('the panel', () => {
  beforeAll(async () => {
    servers = await startServers();
    ({ cloud, simulator } = servers);
    for (let i = 0; i < OBJECTS; i += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, more) => put(`many/${i + more}.txt`)));
    }
    await put('many/last.txt');
    browser = await openBrowser();
    page = await browser.newPage({ locale: 'en-US' });
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/panel/objects') listings += 1;
    });
  });
  afterAll(async () => {
    await page?.close();
    await servers?.close();
  });

  const owner = () => ({
    credentials: { tmpSecretId: cloud.rootKey.secretId, tmpSecretKey: cloud.rootKey.secretKey },
  });
  const put = (key: string) => cosRequest(cloud.cos.port, owner(), { method: 'PUT', key, body: 'x' });
  const objects = () => page.locator('#view-cloud table').first();
  const rows = () => objects().locator('tbody tr').count();
  const settled = () => page.waitForTimeout(450);

  test('a tab that is pressed while the phone comes is chosen', async () => {
    const phone = deferred();
    // It comes with the first settings.
    await page.route('**/panel/settings', async (route) => {
      await phone.promise;
      await route.fallback();
    });
    await page.goto(simulator.url);
    await page.locator('#tab-cloud').hover();
    await page.mouse.down();
    phone.resolve();
    await page.locator('iframe').waitFor();
    await page.mouse.up();
    await page.locator('#tab-cloud[aria-selected=true]').waitFor();
    await page.unroute('**/panel/settings');
  });

  test('draws the newest 200 and counts all', async () => {
    await page.locator('#tab-cloud').click();
    await page
      .getByText(`many/${OBJECTS - 1}.txt`)
      .first()
      .waitFor();
    expect(await rows()).toBe(200);
    expect(await page.locator('#view-cloud h2').first().textContent()).toContain(String(OBJECTS + 1));
  });

  test('lists the bucket once for a burst of changes, and for no request that changes nothing', async () => {
    await settled();
    listings = 0;
    const began = Date.now();
    for (let i = 0; i < 20; i += 1) await put('one/more.txt');
    await page.getByText('one/more.txt').first().waitFor();
    await settled();
    expect(listings).toBeGreaterThan(0);
    // One for each 300 ms that it took.
    expect(listings).toBeLessThanOrEqual((Date.now() - began) / 300);
    listings = 0;
    for (let i = 0; i < 5; i += 1)
      await cosRequest(cloud.cos.port, owner(), { method: 'GET', key: 'one/more.txt' });
    await settled();
    expect(listings).toBe(0);
  });

  testWide('lists nothing while nobody looks, and what is new when somebody does', async () => {
    await page.locator('#tab-album').click();
    listings = 0;
    await put('while/hidden.txt');
    await settled();
    expect(listings).toBe(0);
    await page.locator('#tab-cloud').click();
    await objects().getByText('while/hidden.txt').waitFor();
    expect(listings).toBe(1);
  });

  testWide('draws nothing of what comes in while nobody looks', async () => {
    await page.locator('#tab-album').click();
    const changes = await page.evaluateHandle(() => {
      const counted = { total: 0 };
      const count = (records: MutationRecord[]) => {
        counted.total += records.length;
      };
      const view = document.querySelector('#view-cloud') as Element;
      new MutationObserver(count).observe(view, { childList: true, subtree: true, characterData: true });
      return counted;
    });
    await put('while/hidden.txt');
    await settled();
    expect(await changes.evaluate(({ total }) => total)).toBe(0);
  });

  test('the details of a request stay open while others come in', async () => {
    await page.locator('#tab-cloud').click();
    await page.locator('.request').first().getByRole('button').click();
    const id = await page.locator('.request-details dd').nth(-1).textContent();
    await put('another.txt');
    await page.locator('.request').nth(1).locator('[aria-expanded=true]').waitFor();
    expect(await page.locator('.request-details dd').nth(-1).textContent()).toBe(id);
  });

  test('arrow keys go from tab to tab', async () => {
    const selected = (id: string) => page.locator(`#tab-${id}:focus[aria-selected=true]`).waitFor();
    await page.locator('#tab-album').click();
    await page.keyboard.press('ArrowLeft');
    await selected('console');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await selected('cloud');
  });

  test('a switch shows what is set, and sets it', async () => {
    await page.locator('#tab-switches').click();
    const theme = (name: string) => page.getByRole('radio', { name, exact: true });
    servers.phone.settings.update({ theme: 'dark' });
    await until('the switch is at Dark', () => theme('Dark').isChecked());
    await theme('Light').click();
    await until('the phone is light', () => servers.phone.settings.current.theme === 'light');
    await until('the switch is at Light', () => theme('Light').isChecked());
  });

  test('a list of domains stays as typed until it is right', async () => {
    await page.locator('#tab-switches').click();
    await page.getByRole('radio', { name: 'Verified', exact: true }).click();
    const field = page.getByRole('textbox', { name: 'request' });
    await field.fill('http://example.com');
    servers.phone.settings.update({ theme: 'dark' });
    await settled();
    expect(await field.inputValue()).toBe('http://example.com');
    await field.press('Enter');
    await until('it is refused', () => field.evaluate((input: HTMLInputElement) => input.validationMessage));
    await field.fill('https://example.com, https://example.org');
    await field.press('Enter');
    const { settings } = servers.phone;
    await until('it is set', () => settings.current.domains.request.length === 2);
    await until('it is written as WeChat writes it', async () => {
      return (await field.inputValue()) === 'https://example.com https://example.org';
    });
  });

  test('what fails often, and how, is set and shown', async () => {
    await page.locator('#tab-switches').click();
    const { faults } = cloud.cos;
    const [often, error] = [page.getByLabel('Errors').first(), page.getByLabel('Errors').last()];
    await error.selectOption('404 NoSuchKey');
    await often.selectOption('Next one');
    await until('the rule is set', () => faults.current.failures.length === 1);
    expect(faults.current.failures).toEqual([
      { kind: 'status', status: 404, code: 'NoSuchKey', share: 1, times: 1 },
    ]);
    await page.getByText('Requests once → 404 NoSuchKey').waitFor();
    await page.getByRole('button', { name: 'End them' }).click();
    await until('the rule is gone', () => faults.current.failures.length === 0);
    await often.locator('option:checked', { hasText: 'Off' }).waitFor({ state: 'attached' });
    expect(await error.inputValue()).toBe('404 NoSuchKey');
  });

  describe('an answer that is none of its server', () => {
    const refuse = { status: 500, contentType: 'application/json', body: '{"message":"out of order"}' };
    let other: Page;
    beforeEach(async () => {
      other = await browser.newPage({ locale: 'en-US' });
      other.setDefaultTimeout(10_000);
    });
    afterEach(() => other.close());
    const notice = () => other.locator('.notice');

    test('to a switch: it says so until one works', async () => {
      await other.goto(simulator.url);
      await other.locator('#tab-switches').click();
      await other.route('**/panel/settings', (route) => route.fulfill(refuse), { times: 1 });
      await other.getByRole('radio', { name: '3G' }).click();
      await notice().getByText('/panel/settings: 500 out of order').waitFor();
      expect(await other.getByRole('radio', { name: 'Wi-Fi' }).isChecked()).toBe(true);
      await other.getByRole('radio', { name: '3G' }).click();
      await until('the phone is slow', () => servers.phone.settings.current.network === '3g');
      await until('the notice is gone', async () => (await notice().textContent()) === '');
      servers.phone.settings.update({ network: 'wifi' });
    });

    testWide(
      'to begin with, be it an error, no JSON or something else: it says so, and asks until it is right',
      async () => {
        const stream = (data: string) => ({
          contentType: 'text/event-stream',
          body: `retry: 500\n\nevent: state\ndata: ${data}\n\n`,
        });
        const answers = [refuse, stream('what'), stream('{"settings":{}}')];
        await other.route('**/panel/events', (route) => {
          const answer = answers.shift();
          return answer ? route.fulfill(answer) : route.fallback();
        });
        const errors: Error[] = [];
        other.on('pageerror', (error) => errors.push(error));
        await other.goto(simulator.url);
        await notice().getByText('The simulator was stopped').waitFor();
        await other.locator('#tab-cloud').waitFor();
        expect(await notice().textContent()).toBe('');
        expect([answers, errors]).toEqual([[], []]);
      },
    );
  });
});
