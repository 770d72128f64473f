import { hosts } from './support/hosts';
import { element, Screens } from './support/screens';
import type { ProductOptions } from './support/startProduct';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

const [jsdom] = hosts;
if (jsdom === undefined) throw new Error('jsdom is always there.');

let product: Product;
afterEach(() => product?.close());

async function start(options: ProductOptions): Promise<Screens> {
  product = await startProduct(jsdom as NonNullable<typeof jsdom>, options);
  return new Screens(product);
}

interface ShownFailure {
  code: string;
  heading: string;
  cause: string;
  advice: string;
}

async function shownFailure(page: Page): Promise<ShownFailure> {
  const card = await element(page, '.failure-card');
  const textOf = async (selector: string): Promise<string> => {
    const part = await until(`${selector} is in the card`, () => card.$(selector));
    return part.text();
  };
  return {
    code: await card.attribute('data-code'),
    heading: await textOf('.failure-heading'),
    cause: await textOf('.failure-cause'),
    advice: await textOf('.failure-advice'),
  };
}

/** Every line is there, in the language, and no placeholder was left in it. */
function expectLanguage({ code: _, ...lines }: ShownFailure, language: 'zh_CN' | 'en'): void {
  for (const line of Object.values(lines)) {
    expect(line).not.toMatch(/undefined|\[object|\$\{|NaN/);
    if (language === 'zh_CN') expect(line).toMatch(/[\u4e00-\u9fff]/);
    else expect(line).toMatch(/^[^\u4e00-\u9fff]{8,}$/);
  }
}

const photo = { name: 'a.jpg', bytes: Buffer.from('ffd8ffe000104a464946', 'hex') };

describe.each(['en', 'zh_CN'] as const)('in %s', (language) => {
  test('a config that was not filled in', async () => {
    const screens = await start({
      language,
      overrides: {
        'cos/config.ts': `export const config = {
          bucket: '', region: 'ap-guangzhou', addressing: 'path-style', credentials: { cloudFunction: 'cos-credentials' },
        } as const;`,
      },
    });
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('config-incomplete');
    expectLanguage(failure, language);
  });

  test('a bucket that does not exist', async () => {
    const missing = 'nosuchbucket-1250000000';
    const screens = await start({
      language,
      cloud: { functionSettings: { BUCKET: missing } },
      config: { bucket: missing },
    });
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('bucket-missing');
    expect(failure.cause + failure.advice).toContain(missing);
    expectLanguage(failure, language);
  });

  test('a cloud function that serves another bucket', async () => {
    const screens = await start({
      language,
      cloud: { functionSettings: { BUCKET: 'otherbucket-1250000000' } },
    });
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('config-mismatch');
    expectLanguage(failure, language);
  });

  test('a cloud function that lacks a setting', async () => {
    const screens = await start({ language, cloud: { functionSettings: { SECRET_KEY: '' } } });
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('credential-refused');
    expect(failure.cause).toContain('SECRET_KEY');
    expectLanguage(failure, language);
  });

  test('path style on a newer bucket', async () => {
    const screens = await start({ language, cloud: { createdSince2024: true } });
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('path-style-refused');
    expect(failure.advice).toContain("addressing: 'virtual-hosted'");
    expectLanguage(failure, language);
  });

  test('a server that is down', async () => {
    const screens = await start({ language });
    await product.cloud.cos.close();
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('server-unreachable');
    expect(failure.cause).toContain(new URL(product.cloud.cos.url).host);
    expectLanguage(failure, language);
  });

  test('a phone that is offline, and comes back by "try again"', async () => {
    const screens = await start({ language });
    product.phone.settings.update({ network: 'offline' });
    const gallery = await screens.openGallery();
    const failure = await shownFailure(gallery);
    expect(failure.code).toBe('credential-unreachable');
    expectLanguage(failure, language);

    product.phone.settings.update({ network: 'online' });
    const card = await element(gallery, '.failure-card');
    const retry = await until('the button is in the card', () => card.$('.failure-help'));
    await retry.tap();
    await element(gallery, '.empty');
  });

  test('a file that is gone', async () => {
    const screens = await start({ language });
    await screens.openGallery();
    const key = encodeURIComponent('users/oLocalDeveloper/8236000000000-none.jpg');
    await product.miniProgram.callWxMethod('navigateTo', { url: `../object/object?key=${key}` });
    const failure = await shownFailure(await screens.page('cos/pages/object/object'));
    expect(failure.code).toBe('object-missing');
    expectLanguage(failure, language);
  });

  test('an empty file and a name of 900 characters, beside a good one that arrives', async () => {
    const screens = await start({ language });
    await screens.openGallery();
    const transfers = await screens.upload('chat', [
      { name: 'empty.jpg', bytes: Buffer.alloc(0) },
      { name: `${'n'.repeat(896)}.jpg`, bytes: photo.bytes },
      photo,
    ]);
    expect((await screens.transferStates(transfers)).sort()).toEqual(['done', 'failed', 'failed']);
    const cards: NonNullable<Awaited<ReturnType<Page['$']>>>[] = await transfers.$$('.failure-card');
    const codes = await Promise.all(cards.map((card) => card.attribute('data-code')));
    expect(codes.sort()).toEqual(['file-empty', 'name-too-long']);
    expectLanguage(await shownFailure(transfers), language);
    expect((await product.cloud.cos.objects()).length).toBe(1);
  });

  test('a refused permission, and the way back through the settings', async () => {
    const screens = await start({ language });
    await screens.openGallery();
    await screens.upload('chat', [photo]);
    await screens.back();
    const object = await screens.openNewest();

    product.phone.nextPermission(false);
    await (await element(object, '.save-button')).tap();
    const failure = await shownFailure(object);
    expect(failure.code).toBe('album-refused');
    expectLanguage(failure, language);
    expect(product.phone.album()).toEqual([]);

    product.phone.settings.setPermission('scope.writePhotosAlbum', true);
    await product.miniProgram.mockWxMethod('openSetting', {
      authSetting: { 'scope.writePhotosAlbum': true },
      errMsg: 'openSetting:ok',
    });
    const card = await element(object, '.failure-card');
    await (await until('the settings button is there', () => card.$('.failure-help'))).tap();
    await element(object, '.saved');
    expect(product.phone.album()).toHaveLength(1);
  });
});
