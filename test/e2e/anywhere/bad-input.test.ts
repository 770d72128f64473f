import { isWide, testWide } from '../../support/isWide';
import { jsdom } from '../support/browsers';
import { landscape } from '../support/landscape';
import { element, Screens } from '../support/screens';
import type { Language, Opened, Page, ProductOptions } from '../support/startProduct';
import { until } from '../support/until';
import { type Place, places, testInSimulator } from './support/places';
import { simulatorOf, startAnywhere } from './support/startAnywhere';

/** Each way in which a card comes up once; what each cause says is in test/failures, and how it is found in test/diagnose. */

let product: Opened;
afterEach(() => product?.close());

/** Nothing of it needs a layout. */
const inJsdom: Place = { kind: 'simulator', name: jsdom.name, browser: jsdom };
const place = places.find(({ kind }) => kind !== 'simulator') ?? inJsdom;

/** Every text is read in both by test/failures/everyMessage.test.ts. */
const languages: [Language, ...Language[]] = isWide ? ['en', 'zh_CN'] : ['zh_CN'];

/** Goes the same way in each language; elsewhere than in the simulator in the one that is set there. */
async function inEachLanguage(
  options: ProductOptions,
  go: (screens: Screens, language: Language) => Promise<void>,
): Promise<void> {
  const [first, ...others] = languages;
  product = await startAnywhere(place, { ...options, language: first });
  const { language } = await product.miniProgram.systemInfo();
  await go(new Screens(product), String(language).startsWith('zh') ? 'zh_CN' : 'en');
  if (place.kind !== 'simulator') return;
  for (const other of others) {
    // Another person: what failed for the first one is still in the list of the transfers.
    await simulatorOf(product).reopen({ language: other, openId: `o-${other}` });
    await go(new Screens(product), other);
  }
}

interface ShownFailure {
  code: string;
  heading: string;
  cause: string;
  advice: string;
}

async function shownFailure(page: Page, selector = '.failure-card'): Promise<ShownFailure> {
  const card = await element(page, selector);
  const textOf = async (line: string): Promise<string> => {
    const part = await until(`${line} is in the card`, () => card.$(line));
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
function expectLanguage({ code: _, ...lines }: ShownFailure, language: Language): void {
  for (const line of Object.values(lines)) {
    expect(line).not.toMatch(/undefined|\[object|\$\{|NaN/);
    if (language === 'zh_CN') expect(line).toMatch(/[\u4e00-\u9fff]/);
    else expect(line).toMatch(/^[^\u4e00-\u9fff]{8,}$/);
  }
}

let photo: { name: string; bytes: Buffer };
beforeAll(async () => {
  photo = { name: 'a.jpg', bytes: await landscape('#7fb2e5', '#3f7d58') };
});

/** The way of most: the gallery can't load its list, and says why. */
async function galleryFails(
  options: ProductOptions,
  code: string,
  check: (failure: ShownFailure) => void = () => undefined,
): Promise<void> {
  await inEachLanguage(options, async (screens, language) => {
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe(code);
    expectLanguage(failure, language);
    check(failure);
  });
}

testWide('a config that was not filled in', () =>
  galleryFails(
    {
      overrides: {
        'cos/config.ts': `export const config = {
          bucket: '', region: 'ap-guangzhou', addressing: 'path-style', credentials: { cloudFunction: 'cos-credentials' },
        } as const;`,
      },
    },
    'config-incomplete',
  ),
);

testWide('a bucket that does not exist', () => {
  const missing = 'nosuchbucket-1250000000';
  const options = { cloud: { functionSettings: { BUCKET: missing } }, config: { bucket: missing } };
  return galleryFails(options, 'bucket-missing', ({ cause, advice }) =>
    expect(cause + advice).toContain(missing),
  );
});

testWide('a cloud function that serves another bucket', () =>
  galleryFails({ cloud: { functionSettings: { BUCKET: 'otherbucket-1250000000' } } }, 'config-mismatch'),
);

testWide('a cloud function that lacks a setting', () =>
  galleryFails({ cloud: { functionSettings: { SECRET_KEY: '' } } }, 'credential-refused', ({ cause }) =>
    expect(cause).toContain('SECRET_KEY'),
  ),
);

testWide('path style on a newer bucket', () =>
  galleryFails({ cloud: { createdSince2024: true } }, 'path-style-refused', ({ advice }) =>
    expect(advice).toContain("addressing: 'virtual-hosted'"),
  ),
);

testWide('a server that is down', () =>
  inEachLanguage({}, async (screens, language) => {
    await product.cloud.cos.close();
    const failure = await shownFailure(await screens.openGallery());
    expect(failure.code).toBe('server-unreachable');
    expect(failure.cause).toContain(new URL(product.cloud.cos.url).host);
    expectLanguage(failure, language);
  }),
);

testInSimulator('a phone that is offline, and comes back by "try again"', () =>
  inEachLanguage({}, async (screens, language) => {
    const { phone } = simulatorOf(product);
    phone.settings.update({ network: 'none' });
    const gallery = await screens.openGallery();
    const failure = await shownFailure(gallery);
    expect(failure.code).toBe('credential-unreachable');
    expectLanguage(failure, language);

    phone.settings.update({ network: 'wifi' });
    const card = await element(gallery, '.failure-card');
    await (await until('the button is in the card', () => card.$('.failure-help'))).tap();
    await element(gallery, '.empty');
  }),
);

testWide('a file that is gone', () =>
  inEachLanguage({}, async (screens, language) => {
    await screens.openGallery();
    const key = encodeURIComponent(`users/${product.person.openId}/8236000000000-none.jpg`);
    await product.miniProgram.callWxMethod('navigateTo', { url: `../object/object?key=${key}` });
    const failure = await shownFailure(await screens.cosPage('object'));
    expect(failure.code).toBe('object-missing');
    expectLanguage(failure, language);
  }),
);

testWide('an address of the page that names no file: a card and the way back', () =>
  inEachLanguage({}, async (screens, language) => {
    await screens.openGallery();
    await product.miniProgram.callWxMethod('navigateTo', { url: '../object/object?key=%E0%A4%A' });
    const page = await screens.cosPage('object');
    const failure = await shownFailure(page);
    expect(failure.code).toBe('address-broken');
    expectLanguage(failure, language);
    await (await element(page, '.back-button')).tap();
    await screens.cosPage('gallery');
  }),
);

testWide('an endpoint of an own domain is named, and is no local cloud', () => {
  const config = {
    bucket: 'examplebucket-1250000000',
    region: 'ap-guangzhou',
    addressing: 'path-style',
    endpoint: 'https://files.example.com',
    credentials: { cloudFunction: 'cos-credentials' },
  };
  const overrides = { 'cos/config.ts': `export const config = ${JSON.stringify(config)} as const;` };
  return inEachLanguage({ overrides }, async (screens) => {
    const place = await (await element(await screens.openGallery(), '.place')).text();
    const where = 'examplebucket-1250000000 · files.example.com';
    expect(place).toBe(where);
  });
});

test('an empty file and a name of 900 characters, beside a good one that arrives', () =>
  inEachLanguage({}, async (screens, language) => {
    const before = (await product.cloud.cos.objects()).length;
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
    expect((await product.cloud.cos.objects()).length).toBe(before + 1);
  }));
