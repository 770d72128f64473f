import type { Action } from '../../miniprogram/cos/failures/Failure';
import { type ScreenMessages, screenMessages } from '../../miniprogram/cos/i18n/screenMessages';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { screensZh as zh } from '../../miniprogram/cos/i18n/screens.zh';

const everyParam = {
  setting: 'bucket',
  configured: 'one-1250000000 in ap-guangzhou',
  issued: 'two-1250000000 in ap-shanghai',
  host: 'cos.ap-guangzhou.myqcloud.com',
  reason: 'SECRET_ID is missing',
  seconds: -301.4,
  bucket: 'examplebucket-1250000000',
  list: 'downloadFile',
  limit: 850,
  field: 'expiredTime',
};

const actions: Record<Action, true> = {
  list: true,
  upload: true,
  save: true,
  open: true,
  send: true,
  delete: true,
  rename: true,
  link: true,
  thumbnail: true,
  credential: true,
  find: true,
  choose: true,
  other: true,
};

/** Every text of a language, by its path. */
function textsOf(texts: ScreenMessages): Map<string, string> {
  const found = new Map<string, string>();
  const {
    failures,
    attempt,
    attemptMany,
    day,
    dateTime,
    duration,
    gallery,
    selection,
    deletions,
    transfers,
    image,
    saveButton,
    privacy,
    uploader,
    object,
    linkSheet,
    failureCard,
    source,
    quality,
    heic,
    notWeChat,
  } = texts;
  for (const [code, text] of Object.entries(failures)) {
    for (const [params, given] of Object.entries({ every: everyParam, no: {} })) {
      const { cause, advice } = typeof text === 'function' ? text(given) : text;
      found.set(`failures.${code}.cause with ${params} param`, cause);
      found.set(`failures.${code}.advice with ${params} param`, advice);
    }
  }
  for (const action of Object.keys(actions) as Action[]) {
    found.set(`attempt.${action}`, attempt({ action }, undefined));
    found.set(`attempt.${action} of a file`, attempt({ action }, 'a.jpg'));
  }
  for (const action of ['upload', 'save'] as const)
    found.set(`attemptMany.${action}`, attemptMany(3, action));
  found.set('notWeChat', notWeChat({ en: 'QQ', zh: ' QQ' }));
  found.set('day', day(0, 86_400_000 * 900));
  found.set('dateTime', dateTime(0));
  found.set('duration', duration(5000));
  collect('gallery', { ...gallery, tile: gallery.tile('video', 'a.mp4') }, found);
  collect('selection', selection, found);
  collect('deletions', deletions, found);
  collect('transfers', transfers, found);
  collect('image', image, found);
  collect('saveButton', saveButton, found);
  collect('privacy', privacy, found);
  collect('uploader', uploader, found);
  collect('object', { ...object, type: object.type('image', 'jpg') }, found);
  collect('linkSheet', linkSheet, found);
  collect('failureCard', failureCard, found);
  collect('source', source, found);
  collect('quality', quality, found);
  collect('heic', heic, found);
  return found;
}

/** A function is called with numbers: each of them takes counts, bytes or something to show as it is. */
function collect(path: string, value: unknown, found: Map<string, string>): void {
  if (typeof value === 'string') found.set(path, value);
  else if (typeof value === 'function') found.set(path, String(value(2, 3)));
  else
    for (const [name, part] of Object.entries(value as Record<string, unknown>))
      collect(`${path}.${name}`, part, found);
}

const languages = { en: textsOf(en), zh: textsOf(zh) };

test('both languages have the same texts', () => {
  expect([...languages.zh.keys()]).toEqual([...languages.en.keys()]);
});

describe.each(Object.entries(languages))('%s', (language, texts) => {
  test('no text is empty or has a hole', () => {
    for (const [path, text] of texts) {
      expect({ path, text }).toEqual({ path, text: expect.stringMatching(/\S/) });
      expect({ path, text }).toEqual({
        path,
        text: expect.not.stringMatching(/undefined|null|`|NaN|\[object|\{|\}| {2}|。。|\.\.|TODO/),
      });
    }
  });

  test('texts are in the language', () => {
    const chinese = /[\u4e00-\u9fff]/;
    const withoutWords = /transfers\.(bytesOf|perSecond)|object\.fields\.checksum|failureCard\.requestId/;
    for (const [path, text] of texts) {
      if (withoutWords.test(path)) continue;
      expect({ path, text, chinese: chinese.test(text) }).toEqual({ path, text, chinese: language === 'zh' });
    }
  });

  test('cause and advice are whole sentences', () => {
    for (const [path, text] of texts) {
      if (/^failures/.test(path) && !/(credential|link)-refused.cause with every param/.test(path))
        expect({ path, end: text.slice(-1) }).toEqual({ path, end: language === 'zh' ? '。' : '.' });
    }
  });
});

describe('the language', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'wx');
  });

  test.each([
    ['zh_CN', zh],
    ['zh_TW', zh],
    ['zh', zh],
    ['en', en],
    ['ja', en],
  ])('%s', (language, expected) => {
    Object.assign(globalThis, { wx: { getAppBaseInfo: () => ({ language }) } });
    expect(screenMessages()).toBe(expected);
    // Before base library 2.20.1, and in QQ.
    Object.assign(globalThis, { wx: { getSystemInfoSync: () => ({ language }) } });
    expect(screenMessages()).toBe(expected);
  });
});
