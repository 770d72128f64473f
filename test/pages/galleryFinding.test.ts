import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import { kindOf } from '../../miniprogram/cos/objects/kindOf';
import type { ObjectPage, StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { testWide } from '../support/isWide';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';
import { largestChange } from './support/largestChange';
import { openPage } from './support/openPage';
import { settled } from './support/settled';

/** Finding in the gallery, with the list of COS in place: pages of 1,000, cut, gone on with, changed meanwhile. */

interface Data {
  finding: {
    line: string;
    isCut: boolean;
    isNothing: boolean;
    isOpen: boolean;
    total: string;
    query: string;
  };
  days: { title: string; tiles: string[] }[];
  tiles: Record<string, { key: string; name: string } | null>;
  more: string;
  moreFailure: { code: string } | null;
  rail: number;
  months: { id: string; title: string; count: string; at: number; top: number }[];
  choosesMonth: boolean;
  selection: { title: string } | null;
}
interface Methods {
  refresh(): Promise<void>;
  loadMore(): Promise<void>;
  onReachBottom(): void;
  beginSelecting(): void;
  selectAll(): void;
  onPullDownRefresh(): Promise<void>;
  onPageScroll(scroll: { scrollTop: number }): void;
  search(event: object): void;
  chooseKind(event: object): void;
  showEverything(): void;
  openMenu(): Promise<void>;
  lookForMonths(): void;
  jumpTo(event: object): void;
  land(): void;
  chooseMonth(event: object): void;
}

const DAY = 86_400_000;
const now = new Date('2026-11-28T12:00:00').getTime();

let stored: StoredObject[];
let removed: Set<string>;
let asked: { after?: string; count?: number }[];
/** Called before a list is answered. */
let before: (request: { after?: string; count?: number }) => void | Promise<void>;

const store = (name: string, time: number, size = 1, key = `${9_999_999_999_999 - time}-${name}`) => {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  stored.push({
    key: `users/a/${key}`,
    name,
    size,
    modified: time,
    etag: 'e',
    kind: kindOf(extension),
    extension,
  });
};
/** The newest first, as COS lists. */
const inOrder = () => stored.sort((one, other) => (one.key < other.key ? -1 : 1));
/** A photo each hour back from now, but every hundredth is a film, and every other hundredth a document. */
const fill = (count: number) => {
  for (let index = 0; index < count; index += 1) {
    const name =
      index % 100 === 7 ? `film ${index}.mp4` : index % 100 === 57 ? `bill ${index}.pdf` : `IMG_${index}.jpg`;
    store(name, now - index * 3_600_000, 1000 + index);
  }
};

const flows = {
  place: { bucket: 'examplebucket-1250000000', region: 'ap-guangzhou' },
  async listObjects(request: { after?: string; count?: number } = {}): Promise<ObjectPage> {
    asked.push(request);
    const { after = '', count = 60 } = request;
    await before(request);
    inOrder();
    const start = after === '' ? 0 : stored.findIndex(({ key }) => key > after);
    const objects = start < 0 ? [] : stored.slice(start, start + count);
    const last = objects.at(-1);
    return start >= 0 && start + count < stored.length && last ? { objects, next: last.key } : { objects };
  },
  isRemoved: (key: string) => removed.has(key),
  thumbnailUrl: async ({ key }: StoredObject) => `https://cos.example.com/${key}`,
  uploads: { items: [], state: { name: 'idle' }, subscribe: () => () => undefined },
};
/** Closes the page, on the phone that it was opened on. */
let close: () => void = () => undefined;
afterEach(() => close());
const phone = usePhone({ settings: { language: 'en' } });

beforeEach(() => {
  stored = [];
  removed = new Set();
  asked = [];
  before = () => undefined;
  jest.spyOn(Date, 'now').mockReturnValue(now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function open() {
  const opened = openPage<Data, Methods>(() => {
    jest.doMock('../../miniprogram/cos/index', () => door(flows));
    require('../../miniprogram/cos/pages/gallery/gallery');
  });
  close = () => opened.page.onUnload();
  opened.page.onShow();
  await settled();
  const { data, page } = opened;
  const names = () =>
    data.days.flatMap(({ tiles }) => tiles.map((slot) => data.tiles[slot]?.name ?? 'no such slot'));
  return { ...opened, names, search: (query: string) => page.search({ detail: { query } }) };
}
const kind = (of: string) => ({ detail: { kind: of } });
/** Taps this line of the menu, from 0. Gives all of them. */
const choose = async (page: Methods, line: number) => {
  phone.person.taps = line;
  await page.openMenu();
  await settled();
  const [sheet] = phone.calls.of('showActionSheet').slice(-1) as [{ itemList: string[] }];
  return sheet.itemList;
};

test('opening costs one request; a kind is looked for in all there is, 1,000 a request, once', async () => {
  fill(2500);
  const { data, page, names } = await open();
  expect(asked).toEqual([{}]);
  expect(data.finding).toMatchObject({ line: '', total: '', isOpen: true });
  page.chooseKind(kind('video'));
  expect(names()).toEqual(['film 7.mp4']);
  await settled();
  expect(asked.slice(1).map(({ count }) => count)).toEqual([1000, 1000, 1000]);
  expect(data.finding).toMatchObject({ line: '25 files · 53.9 KB', isCut: false });
  page.chooseKind(kind('file'));
  expect(names()[0]).toBe('bill 57.pdf');
  page.chooseKind(kind('all'));
  expect(data.finding).toMatchObject({ line: '', total: '2,500 files · 5.4 MB' });
  expect(asked).toHaveLength(4);
});

test('what is found is there while the rest is looked through, and says how far that is', async () => {
  fill(2500);
  const { search, data, names, changes } = await open();
  let go: (() => void) | undefined;
  before = () =>
    new Promise((resolve) => {
      go = resolve;
    });
  search('FILM');
  expect(names()).toEqual(['film 7.mp4']);
  expect(data.finding.line).toBe('1 found, 60 searched so far');
  go?.();
  await settled();
  expect(names()).toHaveLength(11);
  expect(data.finding.line).toBe('11 found, 1,060 searched so far');
  // Another word, while a page is on its way.
  search('film 24');
  expect(names()).toEqual([]);
  expect(data.finding).toMatchObject({ line: '0 found, 1,060 searched so far', isNothing: false });
  before = () => undefined;
  go?.();
  await settled();
  expect(names()).toEqual(['film 2407.mp4']);
  expect(data.finding.line).toBe('1 file · 3.3 KB');
  expect(data.more).toBe('none');
  // It is not said to end between two pages.
  const states = changes.flatMap(({ more }) => (more === undefined ? [] : [more]));
  expect(states.join(' ').replace(/(loading )+/g, 'loading ')).toBe('none loading none');
});

test('cut by the network it says so, and goes on from there', async () => {
  fill(2500);
  const { data, page, names } = await open();
  before = ({ after }) => {
    if (after === stored[1059]?.key) throw failureFrom(new Error('request:fail timeout'), { action: 'list' });
  };
  page.chooseKind(kind('video'));
  await settled();
  expect(names()).toHaveLength(11);
  expect(data.finding).toMatchObject({ line: '11 found, only the newest 1,060 searched', isCut: true });
  expect(data.moreFailure).not.toBeNull();
  const failed = asked.length;
  // Nothing tries by itself.
  await settled();
  expect(asked).toHaveLength(failed);
  before = () => undefined;
  await page.loadMore();
  await settled();
  expect(asked.slice(failed).map(({ after }) => after)).toEqual([stored[1059]?.key, stored[2059]?.key]);
  expect(data.finding).toMatchObject({ line: '25 files · 53.9 KB', isCut: false });
  expect(data.moreFailure).toBeNull();
});

test.each(['(2)[', '.*', '\\', '🦊', '%', '<b>'])(
  'nothing is found for %s, and one tap shows all again',
  async (query) => {
    fill(70);
    const { data, page, search, names } = await open();
    search(query);
    await settled();
    expect(data.finding).toMatchObject({ isNothing: true, line: '0 files · 0 B', query });
    page.showEverything();
    expect(data.finding).toMatchObject({ isNothing: false, query: '' });
    expect(names().length).toBeGreaterThan(20);
    store(`a${query}b.jpg`, now + 1);
    await page.refresh();
    search(query);
    expect(names()).toEqual([`a${query}b.jpg`]);
  },
);

test('in another order there are no days; what is stored, deleted and refreshed meanwhile finds its place', async () => {
  fill(1200);
  const { data, page, names } = await open();
  expect(await choose(page, 2)).toEqual([
    '✓ Newest first',
    'By name',
    'Largest first',
    'Go to a month',
    'Count all files',
  ]);
  expect(data.days.map(({ title }) => title)).toEqual(['']);
  expect(names().slice(0, 2)).toEqual(['IMG_1199.jpg', 'IMG_1198.jpg']);
  expect(data.rail).toBe(0);
  store('largest.jpg', now + 1, 10_000);
  await page.refresh();
  expect(names().slice(0, 2)).toEqual(['largest.jpg', 'IMG_1199.jpg']);
  removed.add(stored.at(-1)?.key ?? '');
  page.onHide();
  page.onShow();
  expect(names().slice(0, 2)).toEqual(['largest.jpg', 'IMG_1198.jpg']);
  const lines = await choose(page, 1);
  expect(lines).toEqual(['Newest first', 'By name', '✓ Largest first', 'Count all files']);
  expect(names().slice(0, 3)).toEqual(['bill 57.pdf', 'bill 157.pdf', 'bill 257.pdf']);
  expect(data.finding.line).toBe('1,200 files · 1.8 MB');
});

test('pulled down, all that is loaded is as COS has it, in as few requests', async () => {
  fill(2500);
  const { data, page } = await open();
  page.chooseKind(kind('video'));
  await settled();
  stored = stored.filter(({ name }) => name !== 'film 2007.mp4');
  store('new film.mp4', now + 1);
  asked = [];
  await page.onPullDownRefresh();
  expect(data.finding.line).toBe('25 files · 50.9 KB');
  expect(asked.map(({ count }) => count)).toEqual([1000, 1000, 1000]);
});

test('all that is marked is all that is shown', async () => {
  fill(200);
  const { data, page } = await open();
  page.chooseKind(kind('video'));
  await settled();
  page.beginSelecting();
  page.selectAll();
  expect(data.selection?.title).toBe('2 selected');
});

test('without a network at the start it says that it has looked at what is there, and goes on', async () => {
  fill(100);
  const fails = () => {
    throw failureFrom(new Error('request:fail timeout'), { action: 'list' });
  };
  before = fails;
  const { data, page } = await open();
  expect(data.finding.isOpen).toBe(false);
  before = () => undefined;
  await page.loadMore();
  await settled();
  page.chooseKind(kind('video'));
  await settled();
  expect(data.finding).toMatchObject({ line: '1 file · 1007 B', isCut: false });
});

testWide(
  '10,000 files in another order: no setData above 64 kB, and no more tiles than around the screen',
  async () => {
    fill(10_000);
    const { changes, data, page, names } = await open();
    await choose(page, 2);
    await choose(page, 1);
    page.chooseKind(kind('image'));
    expect(names()[0]).toBe('IMG_0.jpg');
    for (const scrollTop of [3000, 200_000, 0]) {
      page.onPageScroll({ scrollTop });
      expect(names().length).toBeLessThanOrEqual(300);
    }
    expect(data.finding.line).toBe('9,800 files · 56.1 MB');
    expect(largestChange(changes)).toBeLessThan(64 * 1024);
    expect(asked).toHaveLength(11);
  },
);

describe('months', () => {
  const titles = (data: Data) => data.months.map(({ title, count }) => `${title} ${count}`);

  test('are those of all files; one is gone to, with its tiles there at once', async () => {
    fill(2500);
    const { data, page, names } = await open();
    expect(data.rail).toBe(0);
    await choose(page, 3);
    expect(data.choosesMonth).toBe(true);
    expect(titles(data)).toEqual([
      'November 2026 661',
      'October 2026 744',
      'September 2026 720',
      'August 2026 375',
    ]);
    expect(data.rail).toBeGreaterThan(0);
    const [, , september] = data.months;
    page.chooseMonth({ detail: { id: '2026-09' } });
    expect(data.choosesMonth).toBe(false);
    expect(names()).toContain('IMG_1405.jpg');
    expect(phone.calls.of('pageScrollTo').at(-1)).toMatchObject({ scrollTop: september?.top });
  });

  test('a finger at the edge is followed, and not by each of its steps', async () => {
    fill(2500);
    const { data, page } = await open();
    page.lookForMonths();
    await settled();
    for (let step = 1; step <= 50; step += 1) page.jumpTo({ detail: { at: step / 100 } });
    page.land();
    page.land();
    const jumps = phone.calls.of('pageScrollTo');
    expect(jumps).toHaveLength(1);
    const [, october] = data.months;
    expect(jumps[0]).toMatchObject({ duration: 0 });
    expect(Number((jumps[0] as { scrollTop: number }).scrollTop)).toBeGreaterThan(october?.top ?? 0);
  });

  test('where keys are in no order of time there are none, and no thumb', async () => {
    for (let index = 0; index < 900; index += 1) {
      store(`${index}.jpg`, now - (index % 30) * 17 * DAY, 1, `${String(index).padStart(4, '0')}.jpg`);
    }
    const { data, page } = await open();
    expect(await choose(page, 3)).not.toContain('Go to a month');
    expect(data.finding.line).toBe('900 files · 900 B');
    expect(data.rail).toBe(0);
  });
});
