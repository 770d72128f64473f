import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putObject } from '../components/support/putObject';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { jsdom } from '../e2e/support/browsers';
import { makePhoto, makeVideo, sha256 } from '../e2e/support/media';
import { element } from '../e2e/support/screens';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { fewOf } from '../support/isWide';
import { copyPackages } from './support/copyPackages';
import { openRecipe } from './support/openRecipe';
import { startKeyServer, type TestKeyServer } from './support/startKeyServer';
import { untilSaved } from './support/untilSaved';
import { recipes, writeRecipes } from './support/writeRecipes';

/** Each recipe, run as it stands in app/. */

let dir: string;
let product: Product;
let keyServer: TestKeyServer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'recipes-'));
  await writeRecipes(dir);
  await copyPackages(dir);
  keyServer = await startKeyServer(() => product.cloud);
  const overrides = {
    'pages/own-keys/keyServer.ts': `export const keyServer = '${keyServer.url}';`,
  };
  product = await startProduct(jsdom, { app: { source: dir, root: 'cos' }, overrides });
});
afterAll(async () => {
  await product?.close();
  await keyServer?.close();
  await rm(dir, { recursive: true });
});
beforeEach(() => product.phone.resetPermissions());

const open = (name: string, query: Record<string, string> = {}) => openRecipe(product, name, query);

async function expectSaved(bytes: Buffer): Promise<void> {
  const saved = await untilSaved(product, bytes);
  expect(sha256(await readFile(product.phone.albumPath(saved.id) ?? ''))).toBe(sha256(bytes));
}

/** The script's lines that are there for the files in COS. */
async function linesOf(page: string, pattern: RegExp): Promise<string[]> {
  const script = await readFile(join(recipes, `pages/${page}/${page}.ts`), 'utf8');
  return script.split('\n').filter((line) => pattern.test(line));
}

describe('product', () => {
  test.each([
    ['picture', 'teapot.jpg', 'image/jpeg', () => makePhoto(120, 90)],
    ['video', 'teapot.mp4', 'video/mp4', async () => makeVideo(200_000)],
  ])('a %s of the bucket is saved without a line of script', async (_kind, name, type, make) => {
    const bytes = await make();
    const picture = await putObject(product.cloud, name, bytes, type);
    const page = await open('product', { picture });
    expect(await (await element(page, '.save >>> .label')).text()).toBe('Save to album');
    await answerAlbum(product, true);
    await (await element(page, '.save >>> .save')).tap();
    expect(await (await element(page, '.save >>> .saved .label')).text()).toBe('Saved');
    await expectSaved(bytes);
    expect(await linesOf('product', /cos|flows/)).toEqual([]);
  });

  test('an album that is refused, and the way back', async () => {
    const bytes = await makePhoto(80, 60);
    const page = await open('product', { picture: await putObject(product.cloud, 'cup.jpg', bytes) });
    await answerAlbum(product, false);
    await (await element(page, '.save >>> .save')).tap();
    const card = await element(page, '.save >>> .failure-card');
    expect(await card.attribute('data-code')).toBe('album-refused');

    product.phone.settings.setPermission('scope.writePhotosAlbum', true);
    const authSetting = { 'scope.writePhotosAlbum': true };
    await product.miniProgram.mockWxMethod('openSetting', { authSetting, errMsg: 'openSetting:ok' });
    await (await until('the card has its button', () => card.$('.failure-help'))).tap();
    await element(page, '.save >>> .saved');
    await product.miniProgram.restoreWxMethod('openSetting');
    await expectSaved(bytes);
  });
});

describe('poster', () => {
  const said = () => product.miniProgram.evaluate('() => getApp().said');
  beforeEach(() =>
    product.miniProgram.mockWxMethod('showToast', 'function (options) { getApp().said = options.title; }'),
  );
  afterEach(() => product.miniProgram.restoreWxMethod('showToast'));

  test('a button of the page saves a picture in three lines', async () => {
    const bytes = await makePhoto(100, 50);
    const page = await open('poster', { picture: await putObject(product.cloud, 'poster.jpg', bytes) });
    await answerAlbum(product, true);
    await (await element(page, '#save')).tap();
    await until('it says so', async () => (await said()) === 'Saved');
    await expectSaved(bytes);
    expect(await linesOf('poster', /cos|flows|failure/)).toHaveLength(3);
  });

  test('and says what went wrong', async () => {
    const page = await open('poster', { picture: 'users/oLocalDeveloper/gone.jpg' });
    await (await element(page, '#save')).tap();
    await until('it says so', async () => (await said()) === 'Could not save “gone.jpg”');
  });
});

describe('days', () => {
  test('new receipts are stored by day, and the list is in the order of the days', async () => {
    const old = await putObject(product.cloud, '2020-01-31/1580428800000-old.jpg', await makePhoto(20, 20));
    const page = await open('days');
    const listed = async () => (await page.data('receipts')) as { key: string; day: string; name: string }[];
    for (const count of [1, 2]) {
      product.phone.nextChoice([{ name: 'receipt.jpg', bytes: await makePhoto(30, 20) }]);
      await (await element(page, '#add')).tap();
      await until(
        'it is listed',
        async () => (await listed()).filter(({ day }) => day > '2020-01-31').length === count,
      );
    }
    const dated = (await listed()).filter(({ day }) => day !== '');
    expect(dated[0]).toEqual({ key: old, day: '2020-01-31', name: 'old.jpg' });
    const [, first, second] = dated.map(({ key }) => key);
    expect(first).toMatch(/^users\/oLocalDeveloper\/20\d\d-\d\d-\d\d\/\d{13}-/);
    expect(String(first) < String(second)).toBe(true);
  });
});

describe('own-keys', () => {
  test('a server of its own issues the keys, to whom WeChat says it is; or says why not', async () => {
    const page = await open('own-keys');
    const add = async () => {
      product.phone.nextChoice([{ name: 'a.jpg', bytes: await makePhoto(30, 20) }]);
      await (await element(page, '#add')).tap();
    };
    keyServer.refuse = true;
    await add();
    await until('it says so', async () => /invalid code/.test(await page.data('problem')));
    keyServer.refuse = false;
    await add();
    const key = await until('it is uploaded', async () => (await page.data('key')) as string);
    expect(key).toMatch(/^users\/oLocalDeveloper\//);
    expect(await product.cloud.cos.objects()).toContainEqual(expect.objectContaining({ key }));
    // One comes while the person chooses, and is asked for again when it was refused.
    expect(keyServer.codes.length).toBeLessThanOrEqual(3);
  });
});

describe('avatar', () => {
  const avatarKey = 'users/oLocalDeveloper/avatar.jpg';
  const tap = async (page: Page) => (await element(page, 'cos-image >>> .frame')).tap();
  const shown = (page: Page) => until('it is shown', () => page.data('avatar.etag') as Promise<string>);

  test('a tap changes it, and changes it again: there is one object, and the page shows the newer one', async () => {
    const page = await open('avatar', { avatarKey });
    const photos = [await makePhoto(60, 60), await makePhoto(50, 50)];
    const etags: string[] = [];
    for (const bytes of photos) {
      product.phone.nextChoice([{ name: 'me.jpg', bytes }]);
      await tap(page);
      const before = etags.at(-1);
      etags.push(
        await until('another one is shown', async () => {
          const etag = await shown(page);
          return etag !== before && etag;
        }),
      );
    }
    const objects = (await product.cloud.cos.objects()).filter(({ key }) => key.includes('avatar'));
    expect(objects.map(({ key, size }) => [key, size])).toEqual([[avatarKey, photos[1]?.length]]);
    expect(new Set(etags).size).toBe(2);
  });

  test('who changes their mind keeps it; what goes wrong is said', async () => {
    const page = await open('avatar', { avatarKey });
    product.phone.nextChoice('cancel');
    await tap(page);
    await product.miniProgram.mockWxMethod(
      'showToast',
      'function (options) { getApp().said = options.title; }',
    );
    product.cloud.cos.faults.change({ deniedActions: ['PostObject'] });
    product.phone.nextChoice([{ name: 'me.jpg', bytes: await makePhoto(40, 40) }]);
    await tap(page);
    await until('it says so', async () =>
      /^Could not upload “\d+ \w+ \d\d:\d\d”/.test(await product.miniProgram.evaluate('() => getApp().said')),
    );
    expect(await page.data('avatar')).toBeNull();
    product.cloud.cos.faults.reset();
    await product.miniProgram.restoreWxMethod('showToast');
  });

  test('its script has fifteen lines', async () => {
    expect(await linesOf('avatar', /\S/)).toHaveLength(15);
  });
});

/** Uploaders of others: what they tell their page, and what they show of its files. */
const uploaders = [
  {
    name: 'vant',
    add: 'van-uploader >>> .van-uploader__upload',
    removeButton: 'van-uploader >>> .van-uploader__preview-delete',
    problem: 'van-uploader >>> .van-uploader__mask-message',
    progress: { message: '100%' },
  },
  {
    name: 'tdesign',
    add: 't-upload >>> .t-upload__add-icon',
    removeButton: 't-upload >>> .t-upload__close-btn',
    problem: 't-upload >>> .t-upload__progress-text',
    progress: { percent: 100 },
  },
];

describe.each(fewOf(uploaders, ({ name }) => name === 'tdesign'))(
  '$name',
  ({ name, add, removeButton, problem, progress }) => {
    interface File {
      url: string;
      status: string;
      key?: string;
    }
    const files = async (page: Page, status: string) => {
      const all = (await page.data('files')) as File[];
      return all.length > 0 && all.every((file) => file.status === status) && all;
    };
    afterEach(() => product.cloud.cos.faults.reset());

    test('what it chose is uploaded with its progress, shown from the bucket, and removed from it', async () => {
      const page = await open(name);
      await product.miniProgram.evaluate(`() => {
      const [page] = getCurrentPages();
      const { change } = page;
      getApp().changes = [];
      page.change = (id, values) => {
        getApp().changes.push(values);
        change.call(page, id, values);
      };
    }`);
      const photos = [await makePhoto(60, 40), await makePhoto(40, 60)];
      product.phone.nextChoice(photos.map((bytes, index) => ({ name: `${index}.jpg`, bytes })));
      await (await element(page, add)).tap();
      const shown = await until('both are uploaded', async () => {
        const done = await files(page, 'done');
        return done && done.length === 2 && done;
      });
      for (const [index, { url }] of shown.entries()) {
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        expect(sha256(bytes)).toBe(sha256(photos[index] ?? Buffer.of()));
      }
      expect(await product.miniProgram.evaluate('() => getApp().changes')).toContainEqual(progress);

      await (await element(page, removeButton)).tap();
      await until(
        'it is gone from the page',
        async () => ((await page.data('files')) as File[]).length === 1,
      );
      await until('and from the bucket', async () =>
        (await product.cloud.cos.objects()).every(({ key }) => key !== shown[0]?.key),
      );
      expect(await product.cloud.cos.objects()).toContainEqual(
        expect.objectContaining({ key: shown[1]?.key }),
      );
    });

    test('what went wrong is shown on the file', async () => {
      const page = await open(name);
      product.cloud.cos.faults.change({ deniedActions: ['PostObject'] });
      product.phone.nextChoice([{ name: 'a.jpg', bytes: await makePhoto(40, 40) }]);
      await (await element(page, add)).tap();
      await until('it failed', () => files(page, 'failed'));
      expect(await (await element(page, problem)).text()).not.toBe('');
    });
  },
);
