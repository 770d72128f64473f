import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browsers } from '../e2e/support/browsers';
import { element } from '../e2e/support/screens';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { writeSmallApp } from './support/writeSmallApp';

/** `cos-uploader` on a page of somebody's Mini Program. */

const form = {
  json: { usingComponents: { 'cos-uploader': '/cos/components/cos-uploader/cos-uploader' } },
  wxml: `<cos-uploader id="photos" value="{{value}}" max="{{max}}" from="{{['album']}}" bind:change="changed" bind:busy="heard" bind:idle="heard" bind:error="heard" />`,
  ts: `
    Page({
      data: { value: [], max: 4, heard: [] },
      changed(event) {
        this.setData({ value: event.detail.value, heard: [...this.data.heard, 'change'] });
      },
      heard(event) {
        this.setData({ heard: [...this.data.heard, event.type] });
      },
    });`,
};

type Element = NonNullable<Awaited<ReturnType<Page['$']>>>;

let dir: string;
let product: Product;
let page: Page;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'uploader-'));
  await writeSmallApp(dir, { form });
  const [jsdom] = browsers;
  if (jsdom === undefined) throw new Error('jsdom is always there.');
  product = await startProduct(jsdom, { app: { source: dir, root: 'cos' } });
});
afterAll(async () => {
  await product?.close();
  await rm(dir, { recursive: true });
});
beforeEach(async () => {
  await product.miniProgram.callWxMethod('reLaunch', { url: '/pages/form/form' });
  page = await until('the form is shown', async () => product.miniProgram.currentPage());
});

const photo = (name: string, bytes = 5) => ({ name, bytes: Buffer.alloc(bytes, name) });
const tap = async (selector: string) => (await element(page, `cos-uploader >>> ${selector}`)).tap();
async function states(): Promise<string[]> {
  const tiles: Element[] = await page.$$('cos-uploader >>> .tile[data-id]');
  return Promise.all(tiles.map((tile) => tile.attribute('data-state')));
}
const value = (): Promise<string[]> => page.data('value');

async function choose(...names: string[]): Promise<void> {
  product.phone.nextChoice(names.map((name) => photo(name)));
  await tap('.add');
}

test('three that are chosen go up and are the value of the page, in their order', async () => {
  await choose('a.jpg', 'b.jpg', 'c.jpg');
  await until('all are stored', async () => (await value()).length === 3);
  expect(await states()).toEqual(['stored', 'stored', 'stored']);
  const stored = (await product.cloud.cos.objects()).map(({ key }) => key);
  expect([...(await value())].sort()).toEqual(stored.sort());
  const heard: string[] = await page.data('heard');
  expect([heard[0], heard.at(-1)]).toEqual(['busy', 'idle']);
  expect(new Set(heard.slice(1, -1))).toEqual(new Set(['change']));
});
