import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { describeFailure, type FailureDescription } from '../../miniprogram/cos/i18n/describeFailure';
import { provocations } from './provocations/provocations';
import { Stage } from './support/Stage';

/** Each failure is made to happen, and what a person reads of it is whole, in both languages. */

const stage = new Stage();
let unhandled = 0;
const count = () => {
  unhandled += 1;
};

beforeAll(async () => {
  process.on('unhandledRejection', count);
  // What the cloud function prints, and what the Mini Program could not clean up.
  for (const method of ['error', 'warn', 'log'] as const) jest.spyOn(console, method).mockImplementation();
  await stage.start();
});
afterEach(() => stage.reset());
afterAll(async () => {
  await stage.close();
  process.off('unhandledRejection', count);
});

const languages = { zh_CN: 'zh', en: 'en' } as const;
const codes = Object.keys(provocations) as FailureCode[];

/** As the card shows it. */
async function shown(code: FailureCode): Promise<Record<'zh' | 'en', FailureDescription>> {
  const provocation = provocations[code];
  if ('show' in provocation) {
    const one = async (language: keyof typeof languages) => {
      await stage.set({ language });
      return provocation.show(stage);
    };
    return { zh: await one('zh_CN'), en: await one('en') };
  }
  const failure = await provocation.fail(stage).then(
    (result) => Promise.reject(new Error(`It did not fail: ${JSON.stringify(result)}`)),
    (error: unknown) => error,
  );
  return { zh: describeFailure(failure, 'zh'), en: describeFailure(failure, 'en') };
}

test.each(codes)('%s', async (code) => {
  const { zh, en } = await shown(code);
  for (const [language, view] of Object.entries({ zh, en })) {
    expect(view.code).toBe(code);
    for (const text of [view.heading, view.cause, view.advice]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}`]| {2}|。。|\.\./);
      expect(/[\u4e00-\u9fff]/.test(text)).toBe(language === 'zh');
    }
    // A mask: what they say is public.
    expect(view.cause + view.advice).not.toContain('…');
    // It ends with the words of the cloud function, which are English.
    if (code !== 'credential-refused' && code !== 'link-refused')
      expect(view.cause).toMatch(language === 'zh' ? /。$/ : /\.$/);
    expect(view.report).toContain(`code: ${code}`);
    expect(view.report).not.toMatch(/q-signature=\w|\[object/);
  }
});

test('nothing was left without somebody who hears of it', async () => {
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toBe(0);
});
