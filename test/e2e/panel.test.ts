import type { Page } from 'playwright-core';
import { cosRequest } from './support/cosRequest';
import { describeInBrowser } from './support/hosts';
import { type Servers, startServers } from './support/startServers';

/** The panel costs the phone, with which it shares a thread, the same however many objects there are. */

const OBJECTS = 300;
let servers: Servers;
let cloud: Servers['cloud'];
let simulator: Servers['simulator'];
let page: Page;
let listings = 0;

describeInBrowser('the panel', () => {
  beforeAll(async () => {
    servers = await startServers();
    ({ cloud, simulator } = servers);
    for (let i = 0; i < OBJECTS; i += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, more) => put(`many/${i + more}.txt`)));
    }
    await put('many/last.txt');
    page = await (await openBrowser()).newPage({ locale: 'en-US' });
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/panel/objects') listings += 1;
    });
    await page.goto(simulator.url);
    await page.locator('#tab-cloud').waitFor();
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
    for (let i = 0; i < 20; i += 1) await put('one/more.txt');
    await page.getByText('one/more.txt').first().waitFor();
    await settled();
    expect(listings).toBeGreaterThan(0);
    expect(listings).toBeLessThanOrEqual(3);
    listings = 0;
    for (let i = 0; i < 5; i += 1)
      await cosRequest(cloud.cos.port, owner(), { method: 'GET', key: 'one/more.txt' });
    await settled();
    expect(listings).toBe(0);
  });

  test('lists nothing while nobody looks, and what is new when somebody does', async () => {
    await page.locator('#tab-album').click();
    listings = 0;
    await put('while/hidden.txt');
    await settled();
    expect(listings).toBe(0);
    await page.locator('#tab-cloud').click();
    await objects().getByText('while/hidden.txt').waitFor();
    expect(listings).toBe(1);
  });
});
