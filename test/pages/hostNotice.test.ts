import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In somebody's own Mini Program there is no home page of ours: the gallery is the first that people see. */

interface Notice {
  lifetimes: { attached(this: { setData(change: object): void }): void };
}

function noticeIn(wx: object): string {
  let options: Notice | undefined;
  Object.assign(globalThis, {
    wx,
    Component: (given: Notice) => {
      options = given;
    },
  });
  jest.isolateModules(() => {
    require('../../miniprogram/cos/components/host-notice/host-notice');
  });
  let notice = '';
  options?.lifetimes.attached.call({
    setData: (change) => {
      ({ notice } = change as { notice: string });
    },
  });
  return notice;
}

afterEach(() => {
  for (const name of ['wx', 'Component']) Reflect.deleteProperty(globalThis, name);
});

test('there is none in WeChat', () => {
  expect(noticeIn({ getAppBaseInfo: () => ({ language: 'zh_CN' }) })).toBe('');
});

test.each([
  ['en', /^This is QQ, not WeChat\..*WeChat only/],
  ['zh_CN', /^这里不是微信，而是 QQ。.*只适用于微信/],
])('it names QQ in %s', (language, words) => {
  expect(noticeIn({ getSystemInfoSync: () => ({ language, AppPlatform: 'qq' }) })).toMatch(words);
});

test('the gallery has it, above everything', () => {
  const gallery = join(__dirname, '../../miniprogram/cos/pages/gallery/gallery');
  expect(readFileSync(`${gallery}.wxml`, 'utf8')).toMatch(
    /^<view class="cos-theme page" style="{{textScale}}">\n\s*<view aria-hidden="{{choosesMonth}}">\n\s*<host-notice><\/host-notice>\n/,
  );
  expect(JSON.parse(readFileSync(`${gallery}.json`, 'utf8')).usingComponents).toHaveProperty('host-notice');
});

test('the main package, which cannot require the subpackage, has the same rules', () => {
  const [main, cos] = ['pages/home/hostApp.ts', 'cos/host/hostApp.ts'].map((path) =>
    readFileSync(join(__dirname, '../../miniprogram', path), 'utf8'),
  );
  expect(main).toBe(cos);
});
