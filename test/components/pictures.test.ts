import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { bitmap } from '../e2e/support/bitmap';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { makeVideo } from '../e2e/support/media';
import { element } from '../e2e/support/screens';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { fewOf } from '../support/isWide';
import { putObject } from './support/putObject';
import { type AppPage, writeSmallApp } from './support/writeSmallApp';

/** `cos-image` and `cos-save-button` on pages of somebody's Mini Program. Only a browser loads pictures. */

const folder = join(__dirname, '../screenshots');
const json = {
  usingComponents: {
    'cos-image': '/cos/components/cos-image/cos-image',
    'cos-save-button': '/cos/components/cos-save-button/cos-save-button',
    'cos-uploader': '/cos/components/cos-uploader/cos-uploader',
  },
};
const ts = `
  Page({
    data: { keys: [], heard: [], size: null },
    onLoad({ keys = '[]' }) {
      this.setData({ keys: JSON.parse(decodeURIComponent(keys)) });
    },
    heard(event) {
      const { type, detail } = event;
      this.setData({ heard: [...this.data.heard, detail.code || type], ...(type === 'load' && { size: detail }) });
    },
  });`;
const wxss = `
  .photo { width: 200px; height: 100px; margin: 8px; border-radius: 16px; }
  .wide { margin: 8px; }
  .frame-of-mine { border: 3px solid rgb(200, 0, 0) !important; box-sizing: border-box; }
  .label-of-mine { letter-spacing: 3px !important; }
  .corner { position: absolute; right: 8px; top: 8px; padding: 8px; background: #ffffff; }
  .save { margin: 16px; --cos-brand: rgb(22, 119, 255); --cos-on-brand: #ffffff; }
  .far { height: 4000px; }`;

const pages: Record<string, AppPage> = {
  one: {
    json,
    ts,
    wxss,
    wxml: `<cos-image id="photo" class="photo" image-class="frame-of-mine" object-key="{{keys[0]}}" siblings="{{keys}}" save-by-longpress bind:load="heard" bind:error="heard" bind:saved="heard">
      <cos-save-button class="corner" object-key="{{keys[0]}}" use-slot show-failure="{{false}}" bind:saved="heard">⇩</cos-save-button>
    </cos-image>`,
  },
  far: {
    json,
    ts,
    wxss,
    wxml: `<view class="far"></view><cos-image id="photo" class="photo" object-key="{{keys[0]}}" lazy-load bind:load="heard" bind:error="heard"></cos-image>`,
  },
  every: {
    json,
    ts,
    wxss,
    wxml: `<cos-image wx:for="{{keys}}" wx:key="*this" class="{{index === 0 ? 'wide' : 'photo'}}" mode="{{index === 0 ? 'widthFix' : 'aspectFill'}}" object-key="{{item}}" bind:load="heard" bind:error="heard"></cos-image>
      <cos-save-button class="save" object-key="{{keys[0]}}" label-class="label-of-mine" bind:error="heard" bind:saved="heard"></cos-save-button>`,
  },
};
// As in WeChat without "style": "v2", the first for what the simulator does as with it.
const beforeV2 = 'button:not([size="mini"]) { width: auto; } button { font-size: 18px; line-height: 2.55; }';
pages.old = { ...pages.every, wxss: `${wxss}\n${beforeV2}` } as AppPage;
const parts = `<cos-uploader></cos-uploader>
  <cos-image class="photo" object-key="{{keys[0]}}"></cos-image>
  <cos-save-button class="save" object-key="{{keys[0]}}"></cos-save-button>`;
pages.plain = { json, ts, wxss, wxml: parts };
// WeChat: a selector by tag, of a page or of app.wxss, reaches into every component. And a page that centres what is in it.
const byTag =
  'page { display: flex; flex-direction: column; align-items: center; } view, text, image { margin: 0; padding: 0; box-sizing: border-box; } view, text { color: #333333; font-size: 9px; line-height: 3; }';
pages.tagged = { json, ts, wxss: `${wxss}\n${byTag}`, wxml: parts };

describeInChromium('on pages of another app', (chromium) => {
  let dir: string;
  let product: Product;
  let photo: string;
  let other: string;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    dir = await mkdtemp(join(tmpdir(), 'pictures-'));
    await writeSmallApp(dir, pages);
    product = await startProduct(chromium, { app: { source: dir, root: 'cos' } });
    photo = await putObject(product.cloud, 'photo.jpg', await landscape('#7fb2e5', '#3f7d58'));
    other = await putObject(product.cloud, 'other.jpg', await landscape('#f2b8a0', '#5b4a68'));
  });
  afterAll(async () => {
    await product?.close();
    if (dir !== undefined) await rm(dir, { recursive: true });
  });
  afterEach(() => {
    product.cloud.cos.faults.reset();
  });

  async function open(name: string, ...keys: string[]): Promise<Page> {
    const url = `/pages/${name}/${name}?keys=${encodeURIComponent(JSON.stringify(keys))}`;
    await product.miniProgram.callWxMethod('reLaunch', { url });
    return until(`${name} is shown`, async () => {
      const page = await product.miniProgram.currentPage();
      return page?.path === `pages/${name}/${name}` && page;
    });
  }
  /** Of what has words or an icon in the components of the pages `plain` and `tagged`. */
  async function looks(name: string): Promise<Record<string, string[]>> {
    const page = await open(name, 'users/oLocalDeveloper/gone.jpg');
    const { width } = await (await element(page, 'cos-uploader')).size();
    const found: Record<string, string[]> = { 'width of cos-uploader': [String(width)] };
    await (await element(page, 'cos-save-button >>> .save')).tap();
    await element(page, 'cos-save-button >>> .failure-card >>> .failure-code');
    for (const selector of [
      'cos-uploader >>> .line',
      'cos-uploader >>> .icon',
      'cos-image >>> .words',
      'cos-image >>> .icon',
      'cos-save-button >>> .label',
      'cos-save-button >>> .failure-card >>> .failure-heading',
      'cos-save-button >>> .failure-card >>> .failure-cause',
      'cos-save-button >>> .failure-card >>> .failure-advice',
      'cos-save-button >>> .failure-card >>> .failure-code',
      'cos-save-button >>> .failure-card >>> .mark .icon',
      'cos-save-button >>> .failure-card >>> .failure-close .icon',
    ]) {
      const part = await element(page, selector);
      const properties = selector.endsWith('.icon') ? ['color'] : ['color', 'font-size', 'line-height'];
      found[selector] = await Promise.all(properties.map((property) => part.style(property)));
    }
    return found;
  }
  const heard = async (page: Page, ...events: string[]) =>
    until(`it told ${events}`, async () => {
      const all: string[] = await page.data('heard');
      return events.every((event) => all.includes(event)) && all;
    });
  /** What COS answered when pictures were asked for, the latest last. */
  const answers = () =>
    product.cloud.cos
      .requests()
      .filter(({ operation }) => operation === 'GetObject')
      .map(({ status }) => status);

  test('a host that styles every view by its tag, and centres them, leaves the components as they are', async () => {
    expect(await looks('tagged')).toEqual(await looks('plain'));
  });

  test('a picture is asked for in the size of its box, and looks as the page says', async () => {
    const page = await open('one', photo);
    await heard(page, 'load');
    const pixelRatio = await product.miniProgram.evaluate('() => wx.getWindowInfo().pixelRatio');
    expect(await page.data('size')).toMatchObject({ height: 200 * pixelRatio });
    const frame = await element(page, '#photo >>> .frame');
    expect(await frame.style('border-top-left-radius')).toBe('16px');
    const picture = await element(page, '#photo >>> .picture');
    expect(await picture.style('border-top-color')).toBe('rgb(200, 0, 0)');
    await until('it is faded in', async () => (await picture.style('opacity')) === '1');
  });

  test('one that fails once is shown', async () => {
    const key = await putObject(product.cloud, 'once.jpg', await landscape('#27325c', '#141a30'));
    const before = answers().length;
    product.cloud.cos.faults.change({
      failures: [
        { kind: 'status', status: 503, code: 'SlowDown', share: 1, times: 1, operation: 'GetObject' },
      ],
    });
    expect(await heard(await open('one', key), 'load')).toEqual(['load']);
    expect(answers().slice(before)).toEqual([503, 200]);
  });

  test('one that is not there is a placeholder, and a tap tries again', async () => {
    const page = await open('one', photo.replace('photo', 'later'));
    await heard(page, 'object-missing');
    const words = await element(page, '#photo >>> .words');
    expect(await words.text()).toBe('Could not be loaded. Tap to try again.');
    await putObject(product.cloud, 'later.jpg', await landscape('#bfe3ec', '#d9a85c'));
    await (await element(page, '#photo >>> .frame')).tap();
    expect(await heard(page, 'load')).toEqual(['object-missing', 'load']);
  });

  test('where COS makes no smaller picture, the file itself is shown up to a size', async () => {
    const small = await putObject(product.cloud, 'small.bmp', bitmap(400, 300), 'image/bmp');
    const large = await putObject(product.cloud, 'large.bmp', bitmap(900, 700), 'image/bmp');
    const page = await open('one', small);
    await heard(page, 'load');
    expect(await page.data('size')).toEqual({ width: 400, height: 300 });
    await heard(await open('one', large), 'image-not-loaded');
  });

  test('one that was overwritten under its key is shown anew when its page is', async () => {
    const key = await putObject(product.cloud, 'avatar.jpg', await landscape('#7fb2e5', '#3f7d58'));
    const page = await open('one', key);
    await heard(page, 'load');
    await putObject(product.cloud, 'avatar.jpg', await landscape('#f2b8a0', '#5b4a68'));
    await product.miniProgram.callWxMethod('navigateTo', { url: '/pages/far/far' });
    await product.miniProgram.callWxMethod('navigateBack');
    await until('it has loaded again', async () => (await page.data('heard')).length === 2);
  });

  test('a signature that ended before the picture came into view is renewed', async () => {
    const page = await open('far', other);
    await element(page, '#photo >>> .picture');
    const before = answers().length;
    product.cloud.cos.faults.change({ clockOffsetSeconds: 1000 });
    const { miniProgram } = product;
    await miniProgram.evaluate(
      '() => { const { now } = Date; getApp().now = now; Date.now = () => now() + 1000000; }',
    );
    await miniProgram.pageScrollTo(4000);
    expect(await heard(page, 'load')).toEqual(['load']);
    expect(answers().slice(before)).toEqual([403, 200]);
    await miniProgram.evaluate('() => { Date.now = getApp().now; }');
  });

  test('a tap opens the previewer, with the others; a video is played there', async () => {
    const { miniProgram } = product;
    const film = await putObject(product.cloud, 'film.mp4', makeVideo(50_000), 'video/mp4');
    const store = 'function (options) { getApp().previewed = options; }';
    for (const method of ['previewImage', 'previewMedia']) await miniProgram.mockWxMethod(method, store);
    const previewed = () => until('it is opened', () => miniProgram.evaluate('() => getApp().previewed'));

    const page = await open('one', photo, other);
    await heard(page, 'load');
    await (await element(page, '#photo >>> .frame')).tap();
    const { urls, current } = await previewed();
    expect(urls.map((url: string) => new URL(url).pathname.split('/').pop())).toEqual([
      'photo.jpg',
      'other.jpg',
    ]);
    expect((await fetch(current)).status).toBe(200);

    await miniProgram.evaluate('() => { delete getApp().previewed; }');
    await (await element(await open('one', film), '#photo >>> .film')).tap();
    expect((await previewed()).sources).toMatchObject([
      { type: 'video', url: expect.stringContaining('film') },
    ]);
    for (const method of ['previewImage', 'previewMedia']) await miniProgram.restoreWxMethod(method);
  });

  test('a long press saves it, and a button in its slot does; neither opens the previewer', async () => {
    const { miniProgram, phone } = product;
    await miniProgram.evaluate('() => { delete getApp().previewed; }');
    await miniProgram.mockWxMethod('previewImage', 'function () { getApp().previewed = true; }');
    await miniProgram.mockWxMethod('showActionSheet', { tapIndex: 0 });
    phone.settings.setPermission('scope.writePhotosAlbum', true);
    const page = await open('one', photo);
    await heard(page, 'load');
    await (await element(page, '#photo >>> .frame')).longpress();
    await element(page, '#photo >>> #save');
    await heard(page, 'saved');
    expect(phone.album()).toHaveLength(1);
    await miniProgram.screenshot({ path: join(folder, 'components-longpress.png') });

    await (await element(page, '.corner >>> .save')).tap();
    await until('it is saved again', () => phone.album().length === 2);
    expect(await miniProgram.evaluate('() => getApp().previewed')).toBeUndefined();
    await miniProgram.restoreWxMethod('previewImage');
    await miniProgram.restoreWxMethod('showActionSheet');
  });

  const drawn = [
    ['every', 'en'],
    ['every', 'zh_CN'],
    ['old', 'en'],
  ] as const;
  test.each(fewOf(drawn, ([, language]) => language === 'zh_CN'))(
    'all of it on the page %s in %s, light and dark',
    async (name, language) => {
      await product.reopen({ language, permissions: {} });
      const film = photo.replace('photo.jpg', 'film.mp4');
      const page = await open(name, photo, film, photo.replace('photo', 'none'));
      await heard(page, 'load', 'object-missing');
      await product.window.picturesDrawn();
      const save = await element(page, '.save >>> .save');
      expect(await save.style('background-color')).toBe('rgb(22, 119, 255)');
      expect(await (await element(page, '.save >>> .label')).style('letter-spacing')).toBe('3px');
      await answerAlbum(product, false);
      await save.tap();
      const card = await element(page, '.save >>> .failure-card');
      const help = await until('the card has its button', () => card.$('.failure-help'));
      // Of 375 px, less the margin of the page and the padding of the card.
      expect(Number((await help.size()).width)).toBe(375 - 2 * 16 - 2 * 16);
      expect(await help.style('font-size')).toBe('17px');
      for (const theme of name === 'old' ? [] : (['dark', 'light'] as const)) {
        product.phone.settings.update({ theme });
        expect(await product.miniProgram.callWxMethod('getSystemInfoSync')).toMatchObject({ theme });
        await product.miniProgram.screenshot({
          path: join(folder, `components-${name}-${theme}-${language}.png`),
        });
      }
    },
  );
});
