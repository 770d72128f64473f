import { clockTime, dayId, nearness } from '../../miniprogram/cos/format/calendar';
import { extensionOf } from '../../miniprogram/cos/format/extensionOf';
import { formatBytes } from '../../miniprogram/cos/format/formatBytes';
import { formatCount } from '../../miniprogram/cos/format/formatCount';
import { percent } from '../../miniprogram/cos/format/percent';
import { shortenName } from '../../miniprogram/cos/format/shortenName';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { screensZh as zh } from '../../miniprogram/cos/i18n/screens.zh';
import { shownName } from '../../miniprogram/cos/i18n/shownName';

/** In the time zone of this machine, as a phone would have it. */
const at = (text: string): number => new Date(text).getTime();

test('thousands are told apart', () => {
  expect([0, 999, 1000, 12_345, 1_000_000].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '12,345',
    '1,000,000',
  ]);
});

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1.0 KB'],
    [1536, '1.5 KB'],
    [99.9 * 1024, '99.9 KB'],
    [100 * 1024, '100 KB'],
    [1023.4 * 1024, '1023 KB'],
    [1023.6 * 1024, '1.0 MB'],
    [5 * 1024 ** 2, '5.0 MB'],
    [30_000_000, '28.6 MB'],
    [1024 ** 3 - 1, '1.0 GB'],
    [5 * 1024 ** 3, '5.0 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

test('percent is 100 only when everything is there', () => {
  expect(percent(0, 0)).toBe(0);
  expect(percent(999, 1000)).toBe(99);
  expect(percent(1000, 1000)).toBe(100);
  expect(percent(1200, 1000)).toBe(100);
});

describe('names', () => {
  test('a short name stays', () => {
    expect(shortenName('photo.jpg', 20)).toBe('photo.jpg');
  });

  test('a long name is cut in the middle and keeps its extension', () => {
    expect(shortenName('holiday-in-the-mountains-2024.jpeg', 20)).toBe('holiday-in…2024.jpeg');
  });

  test('a Chinese character takes two columns', () => {
    expect(shortenName('夏天在海边拍的照片和视频合集.jpg', 20)).toBe('夏天在海边…合集.jpg');
    expect(shortenName('十个汉字正好二十列宽', 20)).toBe('十个汉字正好二十列宽');
  });

  test('characters outside the basic plane are not cut apart', () => {
    const short = shortenName('😀😀😀😀😀😀😀😀😀😀😀😀.png', 16);
    expect(short).toBe('😀😀😀…😀😀.png');
    expect(short).not.toContain('\uFFFD');
  });

  test('the result is never wider than asked for', () => {
    for (let columns = 16; columns < 40; columns += 1) {
      const narrow = shortenName('a'.repeat(900), columns);
      expect(narrow.length).toBeLessThanOrEqual(columns);
    }
  });

  test.each([
    ['a.jpg', 'jpg'],
    ['IMG_1.JPEG', 'jpeg'],
    ['users/o.1/8230-a.mp4', 'mp4'],
    ['archive.tar.gz', 'gz'],
    ['.profile', ''],
    ['users/o1/.profile', ''],
    ['notes', ''],
    ['a.dir/notes', ''],
    ['ends with.', ''],
    ['a.very-long-last-part', ''],
  ])('the extension of %s is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});

describe('days', () => {
  const now = at('2025-03-01T08:00:00');

  test.each([
    ['2025-03-01T00:00:00', 'Today', '今天'],
    ['2025-02-28T23:59:59', 'Yesterday', '昨天'],
    ['2025-02-27T12:00:00', '27 February', '2月27日 星期四'],
    ['2025-01-01T00:00:00', '1 January', '1月1日 星期三'],
    ['2024-12-31T23:59:59', '31 December 2024', '2024年12月31日'],
  ])('%s', (time, english, chinese) => {
    expect(en.day(at(time), now)).toBe(english);
    expect(zh.day(at(time), now)).toBe(chinese);
  });

  test('yesterday crosses the turn of the year', () => {
    expect(nearness(at('2024-12-31T10:00:00'), at('2025-01-01T09:00:00'))).toBe('yesterday');
  });

  test('a clock that is behind the server makes no today of tomorrow', () => {
    expect(nearness(at('2025-03-02T00:10:00'), now)).toBe('this-year');
  });

  test('a day has an id, a time has a clock', () => {
    expect(dayId(at('2025-03-09T09:05:00'))).toBe('2025-03-09');
    expect(clockTime(at('2025-03-09T09:05:00'))).toBe('09:05');
    expect(en.dateTime(at('2025-03-09T09:05:00'))).toBe('9 March 2025, 09:05');
    expect(zh.dateTime(at('2025-03-09T09:05:00'))).toBe('2025年3月9日 09:05');
  });
});

test.each([
  [0.2, '1 s', '1 秒'],
  [59.4, '59 s', '59 秒'],
  [60, '1 min', '1 分钟'],
  [600, '10 min', '10 分钟'],
  [3599, '1 h', '1 小时'],
  [3900, '1 h 5 min', '1 小时 5 分钟'],
])('%d seconds', (seconds, english, chinese) => {
  expect(en.duration(seconds)).toBe(english);
  expect(zh.duration(seconds)).toBe(chinese);
});

describe('names from the phone', () => {
  const now = at('2026-11-28T12:00:00');
  const stored = at('2026-11-28T09:05:00');
  const chinese = (english: string) =>
    english.replace(
      /^(\d+) Nov(?: (2025))?/,
      (_, day: string, year?: string) => `${year ? '2025年' : ''}11月${day}日`,
    );

  test.each([
    ['IMG_20261123_235637.jpg', '23 Nov 23:56'],
    ['IMG_20261123_235637_2.jpg', '23 Nov 23:56 (2)'],
    ['IMG_20261123_235637123.jpg', '23 Nov 23:56'],
    ['IMG20261123235637.jpg', '23 Nov 23:56'],
    ['VID_20261123_235637.mp4', '23 Nov 23:56'],
    ['VID20251123235637.mp4', '23 Nov 2025 23:56'],
    ['MVIMG_20261123_235637.jpg', '23 Nov 23:56'],
    ['20261123_235637.jpg', '23 Nov 23:56'],
    ['20261123_235637(1).jpg', '23 Nov 23:56'],
    ['Screenshot_2026-11-23-23-56-37-123_com.tencent.mm.png', '23 Nov 23:56'],
    ['Screenshot_20261123_235637_com.tencent.mm.jpg', '23 Nov 23:56'],
    ['Screenshot_20261123-235637.png', '23 Nov 23:56'],
    ['Screenshot_20261123_235637_微信.jpg', '23 Nov 23:56'],
    [`mmexport${at('2026-11-23T23:56:37')}.jpg`, '23 Nov 23:56'],
    [`wx_camera_${at('2026-11-23T23:56:37')}.mp4`, '23 Nov 23:56'],
    // No time in them: when they were stored.
    [`tmp_${'3f'.repeat(32)}.jpg`, '28 Nov 09:05'],
    [`${'d41d8cd9'.repeat(4)}.png`, '28 Nov 09:05'],
    ['9F2C0B1E-1B7A-4E5B-9C1E-2A7F3D4B5C6D.MOV', '28 Nov 09:05'],
  ])('%s is shown as %s', (name, english) => {
    expect(shownName(name, en, stored, now)).toBe(english);
    expect(shownName(name, zh, stored, now)).toBe(chinese(english));
  });

  test('a Pixel counts in universal time', () => {
    const time = Date.UTC(2026, 10, 23, 18, 5, 22);
    expect(shownName('PXL_20261123_180522322.jpg', en, undefined, now)).toBe(en.moment(time, now));
  });

  test.each([
    // Of no day, of no time, from before and from after.
    'IMG_20260631_120000.jpg',
    'IMG_20261323_120000.jpg',
    'IMG_20261123_246060.jpg',
    'IMG_19700101_000000.jpg',
    'IMG_20271123_235637.jpg',
    'mmexport9999999999999.jpg',
    // Of a machine, without a time.
    'IMG_0042.HEIC',
    'DSC_0001.JPG',
    'IMG-20261123-WA0007.jpg',
    // Fourteen digits may be anything, and a person's words are theirs.
    '20261123235637.jpg',
    'IMG_20261123_235637 at the sea.jpg',
    'invoice 20261123_235637.pdf',
    'tmp_notes.txt',
    'deadbeef.jpg',
    '合同.pdf',
  ])('%s stays', (name) => {
    expect(shownName(name, en, stored, now)).toBe(name);
  });

  test('a name of chance stays when nobody knows when it was stored', () => {
    expect(shownName(`tmp_${'3f'.repeat(32)}.jpg`, en, undefined, now)).toMatch(/^tmp_3f/);
  });
});
