import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browsers } from '../e2e/support/browsers';
import { element } from '../e2e/support/screens';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { type AppPage, writeSmallApp } from './support/writeSmallApp';

/** Two calls at once that need consent; what came of them is in `heard`. */
const ts = `
  Page({
    data: { heard: [] },
    use() {
      this.setData({ heard: [] });
      const hear = ({ errMsg }) => {
        getApp().last = errMsg;
        this.setData({ heard: [...this.data.heard, errMsg] });
      };
      wx.setClipboardData({ data: 'x', success: hear, fail: hear });
      wx.getClipboardData({ success: hear, fail: hear });
    },
    told({ type }) { getApp().told = type; },
  });`;
const use = '<button class="use" bind:tap="use">Use</button>';
const withPopUp: AppPage = {
  json: { usingComponents: { 'cos-privacy': '/cos/components/cos-privacy/cos-privacy' } },
  wxml: `${use}<cos-privacy id="privacy" bind:agree="told" bind:decline="told"></cos-privacy>`,
  ts,
};
const without: AppPage = { json: {}, wxml: use, ts };

/** The pop-up that its README writes by hand. */
async function readmePage(): Promise<AppPage> {
  const readme = await readFile(
    join(__dirname, '../../miniprogram/cos/components/cos-privacy/README.md'),
    'utf8',
  );
  const [, script = ''] = /```ts\nPage\(\{([\s\S]*?)```/.exec(readme) ?? [];
  const [, button = ''] = /\/\/ <(button .*)>/.exec(script) ?? [];
  expect(button).toContain('agreePrivacyAuthorization');
  return {
    json: {},
    wxml: `${use}<view wx:if="{{asks}}"><${button}>Agree</button><button id="decline" bind:tap="decline">No</button></view>`,
    ts: ts.replace('Page({', () => `Page({${script.replace(/\}\);\s*$/, '')}`),
  };
}

const ok = ['setClipboardData:ok', 'getClipboardData:ok'];
const refused = [
  'setClipboardData:fail privacy permission is not authorized',
  'getClipboardData:fail privacy permission is not authorized',
];

describe.each(browsers)('cos-privacy in $name', (browser) => {
  let dir: string;
  let product: Product;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'privacy-'));
    await writeSmallApp(dir, { first: withPopUp, second: withPopUp, bare: without, own: await readmePage() });
    product = await startProduct(browser, { app: { source: dir, root: 'cos' } });
  });
  afterAll(async () => {
    await product?.close();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    product.phone.settings.update({ privacy: 'notAsked' });
    await product.miniProgram.callWxMethod('reLaunch', { url: '/pages/first/first' });
  });

  const page = (name: string): Promise<Page> =>
    until(`${name} is in front`, async () => {
      const top = await product.miniProgram.currentPage();
      return top?.path === `pages/${name}/${name}` && top;
    });
  const goTo = async (name: string): Promise<Page> => {
    await product.miniProgram.callWxMethod('navigateTo', { url: `/pages/${name}/${name}` });
    return page(name);
  };
  const press = async (on: Page, selector: string) => (await element(on, selector)).tap();
  const isOpen = async (on: Page) => (await on.$$('#privacy >>> .sheet')).length > 0;
  const untilHeard = (on: Page, expected: string[]) =>
    until(`${on.path} heard ${expected}`, async () => {
      const heard = (await on.data('heard')) as string[];
      return [...heard].sort().join() === [...expected].sort().join();
    });

  test('one pop-up for all that wait: declined and asked again at once, read, agreed, and never again', async () => {
    const first = await page('first');
    await press(first, '.use');
    expect(await (await element(first, '#privacy >>> .why')).text()).toMatch(/^To use the clipboard/);
    await until('the agreement has its name', async () =>
      /Privacy Protection Guidelines/.test(await (await element(first, '#privacy >>> .contract')).text()),
    );
    await product.miniProgram.mockWxMethod('openPrivacyContract', 'function () { getApp().read = true; }');
    await press(first, '#privacy >>> .contract');
    expect(await product.miniProgram.evaluate('() => getApp().read')).toBe(true);
    await press(first, '#privacy >>> .decline');
    await untilHeard(first, refused);
    expect(await isOpen(first)).toBe(false);
    expect(await product.miniProgram.evaluate('() => getApp().told')).toBe('decline');

    await press(first, '.use');
    await press(first, '#privacy >>> .agree');
    await untilHeard(first, ok);
    expect(await isOpen(first)).toBe(false);
    expect(await product.miniProgram.evaluate('() => getApp().told')).toBe('agree');
    expect(product.phone.settings.current.privacy).toBe('agreed');
    await press(first, '.use');
    await untilHeard(first, ok);
    await product.miniProgram.restoreWxMethod('openPrivacyContract');
  });

  test('of several pages the one in front asks, also after a page that registered a listener of its own', async () => {
    const second = await goTo('second');
    await press(second, '.use');
    await element(second, '#privacy >>> .sheet');
    // Whoever leaves has not agreed, and no call is left waiting.
    await product.miniProgram.callWxMethod('navigateBack');
    const first = await page('first');
    expect(await isOpen(first)).toBe(false);
    const last = () => product.miniProgram.evaluate('() => getApp().last');
    await until('the call has ended', async () => refused.includes(await last()));
    expect(product.phone.settings.current.privacy).toBe('notAsked');

    await goTo('bare');
    await product.miniProgram.evaluate(
      "() => wx.onNeedPrivacyAuthorization((resolve) => resolve({ event: 'disagree' }))",
    );
    await product.miniProgram.callWxMethod('navigateBack');
    await page('first');
    await press(first, '.use');
    await press(first, '#privacy >>> .agree');
    await untilHeard(first, ok);
  });

  test('a pop-up by hand, as the README has it', async () => {
    const own = await goTo('own');
    await press(own, '.use');
    await press(own, '#decline');
    await untilHeard(own, refused);
    await press(own, '.use');
    await press(own, '#agree');
    await untilHeard(own, ok);
  });

  test('on a page without it a call ends, and the console says what is missing', async () => {
    const bare = await goTo('bare');
    await press(bare, '.use');
    await untilHeard(bare, refused);
    expect(await isOpen(bare)).toBe(false);
  });
});
