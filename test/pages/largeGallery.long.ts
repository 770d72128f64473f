import type { ObjectPage, StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';
import { largestChange } from './support/largestChange';
import { openPage } from './support/openPage';

/** A gallery of 10,000 files: what one setData carries, and what the page holds. WeChat refuses 1,024 kB. */

const LIMIT = 64 * 1024;
const COUNT = 10_000;
const MOST_TILES = 300;

interface Data {
  days: { title: string; tiles: unknown[] }[];
  more: string;
}
interface Methods {
  refresh(): Promise<void>;
  onReachBottom(): void;
  onPageScroll(scroll: { scrollTop: number }): void;
}

const HOUR = 3_600_000;
const now = new Date('2026-03-10T12:00:00').getTime();
const keyAt = (time: number, name: string) => `users/oLocalDeveloper/${9_999_999_999_999 - time}-${name}`;

/** Key and name as long as COS allows: 850 bytes, all of them Chinese. */
const LONG = `${'长'.repeat(265)}.jpg`;
/** A signed URL of a temporary key; its token alone has about a thousand letters. */
const urlOf = (key: string) => `https://cos.example.com/${encodeURIComponent(key)}?${'t'.repeat(1300)}`;

let stored: StoredObject[];
let deleted: Set<string>;
/** How often a file of the list was asked for its time, or whether it was deleted. */
let looks: number;
/** The times are the newest yet, each newer than the one before: the list begins with them. */
const store = (time: number, name: string): void => {
  const key = keyAt(time, name);
  stored.unshift({ key, name, size: 1, modified: time, etag: 'e', kind: 'image', extension: 'jpg' });
};

const flows = {
  place: { bucket: 'examplebucket-1250000000', region: 'ap-guangzhou' },
  listObjects: async ({ after = '' }: { after?: string } = {}): Promise<ObjectPage> => {
    const start = after === '' ? 0 : stored.findIndex(({ key }) => key > after);
    const objects = start < 0 ? [] : stored.slice(start, start + 60);
    const last = objects.at(-1);
    return start + 60 < stored.length && last ? { objects, next: last.key } : { objects };
  },
  isRemoved: (key: string) => {
    looks += 1;
    return deleted.has(key);
  },
  thumbnailUrl: async ({ key }: StoredObject) => urlOf(key),
  uploads: { items: [], state: { name: 'idle' }, subscribe: () => () => undefined },
};
usePhone({ settings: { language: 'en' } });

beforeEach(() => {
  stored = [];
  deleted = new Set();
  looks = 0;
  jest.spyOn(Date, 'now').mockReturnValue(now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  require('../../miniprogram/cos/pages/gallery/gallery');
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function openAll() {
  const opened = openPage<Data, Methods>(load);
  opened.page.onShow();
  await settled();
  for (let pages = 1; pages < stored.length / 60; pages += 1) {
    opened.page.onReachBottom();
    await settled();
  }
  return { ...opened, settledChanges: () => opened.changes };
}
const tileCount = ({ days }: Data) => days.reduce((sum, { tiles }) => sum + tiles.length, 0);

/** How the files lie in time, as hours between one and the next. */
const spreads: [string, number, string][] = [
  ['on one day', 0.0001, 'IMG_20260310_120000.jpg'],
  ['fifty a day', 0.48, 'IMG_20260310_120000.jpg'],
  ['one a day', 24, 'IMG_20260310_120000.jpg'],
  ['with the longest names', 0.48, LONG],
];

describe.each(spreads)('10,000 files %s', (_case, hours, name) => {
  beforeEach(() => {
    for (let index = 0; index < COUNT; index += 1) {
      const time = now - HOUR - Math.floor(index * hours * HOUR) - index;
      stored.push({
        key: keyAt(time, name),
        name,
        size: 1,
        modified: time,
        etag: 'e',
        kind: 'image',
        extension: 'jpg',
      });
    }
  });

  test('no setData above 64 kB, and no more tiles than around the screen: loaded, scrolled, refreshed, with a new day above and one deleted', async () => {
    const { changes, data, page } = await openAll();
    expect(largestChange(changes)).toBeLessThan(LIMIT);
    expect(tileCount(data)).toBeLessThanOrEqual(MOST_TILES);
    let mark = changes.length;
    const largestSince = () => {
      const largest = largestChange(changes.slice(mark));
      mark = changes.length;
      return largest;
    };

    for (let scrollTop = 0; scrollTop < 30_000; scrollTop += 500) {
      page.onPageScroll({ scrollTop });
      await settled();
      expect(tileCount(data)).toBeLessThanOrEqual(MOST_TILES);
    }
    expect(largestSince()).toBeLessThan(LIMIT);
    // 300 of the longest keys with their names and URLs.
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(MOST_TILES * 6000);

    for (const scrollTop of [300, 5000, 40_000, 200_000, 40_400, 0]) {
      page.onPageScroll({ scrollTop });
      await settled();
      expect(largestSince()).toBeLessThan(LIMIT);
    }

    store(now + 24 * HOUR, name);
    jest.spyOn(Date, 'now').mockReturnValue(now + 24 * HOUR);
    await page.refresh();
    await settled();
    expect(data.days[0]).toMatchObject({ title: 'Today', tiles: { length: 1 } });
    expect(largestSince()).toBeLessThan(LIMIT);

    for (let index = 0; index < 61; index += 1) store(now + 48 * HOUR + index, name);
    jest.spyOn(Date, 'now').mockReturnValue(now + 48 * HOUR);
    await page.refresh();
    await settled();
    expect(largestSince()).toBeLessThan(LIMIT);

    const middle = stored[30];
    deleted.add(middle?.key ?? '');
    stored = stored.filter((object) => object !== middle);
    page.onHide();
    page.onShow();
    await settled();
    expect(largestSince()).toBeLessThan(LIMIT);
  });
});

test('a page of the list costs as much after 9,000 files as after 120', async () => {
  for (let index = 0; index < COUNT; index += 1) {
    const time = now - HOUR - index * 24 * HOUR;
    stored.push({
      key: keyAt(time, 'a.jpg'),
      name: 'a.jpg',
      size: 1,
      get modified() {
        looks += 1;
        return time;
      },
      etag: 'e',
      kind: 'image',
      extension: 'jpg',
    });
  }
  const { page, data } = openPage<Data, Methods>(load);
  page.onShow();
  await settled();
  const costs: number[] = [];
  for (let pages = 1; pages < 155; pages += 1) {
    looks = 0;
    page.onReachBottom();
    await settled();
    costs.push(looks);
  }
  expect(data.more).toBe('none');
  expect(costs[150]).toBe(costs[1]);
  // A refresh in which nothing is new looks at its own page.
  looks = 0;
  await page.refresh();
  await settled();
  expect(looks).toBeLessThanOrEqual(costs[1] ?? 0);
});
