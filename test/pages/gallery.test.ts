import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { FailureView } from '../../miniprogram/cos/i18n/failureView';
import type { ObjectPage, StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import type { TileView } from '../../miniprogram/cos/pages/gallery/TileView';
import type { QueueState, UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';
import { openPage } from './support/openPage';

interface Data {
  state: string;
  place: string;
  days: { title: string; tiles: string[]; below: number }[];
  below: number;
  heights: string;
  tiles: Record<string, TileView | null>;
  failure: FailureView | null;
  more: string;
  moreFailure: FailureView | null;
  notice: FailureView | null;
  upload: { badge: string; label: string; busy: boolean };
  seen: string;
}
interface Methods {
  tapObject(event: object): void;
  refresh(): Promise<void>;
  upload(): Promise<void>;
  onReachBottom(): void;
  onPageScroll(scroll: { scrollTop: number }): void;
  onResize(): void;
  onPullDownRefresh(): Promise<void>;
  showThumbnail(event: object): void;
  reloadThumbnail(event: object): void;
}

const object = (key: string): StoredObject => ({
  key,
  name: `${key}.jpg`,
  size: 1,
  modified: 0,
  etag: '',
  kind: 'image',
  extension: 'jpg',
});
const listing = (keys: string, next?: string): ObjectPage => ({
  objects: [...keys].map(object),
  ...(next === undefined ? {} : { next }),
});
const failure = (code: Failure['code']) => new Failure({ code, attempt: { action: 'list' }, detail: '' });
const item = (id: string, state: UploadState): UploadItem => ({
  id,
  survives: false,
  file: { path: id, name: `${id}.jpg`, size: 1 },
  state,
});

let items: UploadItem[];
let deleted: Set<string>;
let listeners: Set<(items: readonly UploadItem[], state: QueueState) => void>;
const flows = {
  place: {
    bucket: 'examplebucket-1250000000',
    region: 'ap-guangzhou',
    host: undefined as string | undefined,
  },
  listObjects: jest.fn(),
  thumbnailUrl: jest.fn(),
  isRemoved: (key: string) => deleted.has(key),
  userPrefix: jest.fn(),
  previewUrl: jest.fn(),
  chooseFiles: jest.fn(),
  prepareUploads: jest.fn(),
  uploads: {
    get items() {
      return items;
    },
    state: { name: 'running', link: 'good' } as QueueState,
    add: jest.fn(),
    subscribe(listener: (items: readonly UploadItem[], state: QueueState) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  },
};
const phone = usePhone({ settings: { language: 'en' } });
const neighbours: typeof import('../../miniprogram/cos/pages/neighbours').neighbours = {
  list: undefined,
  lastSeen: undefined,
};

beforeEach(() => {
  items = [];
  listeners = new Set();
  deleted = new Set();
  // A very flat window: one row of files fills it.
  phone.screen.windowHeight = 100;
  jest.resetAllMocks();
  flows.listObjects.mockResolvedValue(listing('bcd'));
  flows.thumbnailUrl.mockImplementation(async ({ key }: StoredObject) => `https://signed/${key}`);
  flows.previewUrl.mockImplementation(async ({ key }: StoredObject) => `https://original/${key}`);
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  jest.doMock('../../miniprogram/cos/pages/neighbours', () => ({ neighbours }));
  require('../../miniprogram/cos/pages/gallery/gallery');
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
const open = () => {
  const opened = openPage<Data, Methods>(load);
  opened.page.onShow();
  return opened;
};
const openLoaded = async () => {
  const opened = open();
  await settled();
  return opened;
};
/** What is drawn, in order. */
const tilesOf = ({ days, tiles }: Data) => days.flatMap((day) => day.tiles.map((slot) => tiles[slot]));
const listed = (data: Data) => tilesOf(data).map((tile) => tile?.key);
const keysOf = (data: Data) => listed(data).join('');
/** All files, in order, as a person sees them who scrolls from the top to the bottom. */
const scrolledThrough = ({ data, page }: Awaited<ReturnType<typeof openLoaded>>) => {
  const seen = new Set<string | undefined>();
  const roomBelow = () => data.below + (data.days.at(-1)?.below ?? 0);
  for (let scrollTop = 0; scrollTop === 0 || roomBelow() > 0; scrollTop += 100) {
    page.onPageScroll({ scrollTop });
    expect(new Set(listed(data)).size).toBe(listed(data).length);
    for (const key of listed(data)) seen.add(key);
  }
  page.onPageScroll({ scrollTop: 0 });
  return [...seen];
};
/** The page follows when the turn is over. */
const setUploads = async (...next: UploadItem[]) => {
  items = next;
  for (const listener of listeners) listener(items, flows.uploads.state);
  await settled();
};

test.each([
  ['127.0.0.1:7301', 'Local cloud on this computer'],
  ['192.168.1.20:7301', 'examplebucket-1250000000 · 192.168.1.20:7301'],
  ['files.example.com', 'examplebucket-1250000000 · files.example.com'],
  ['localhost.example.com', 'examplebucket-1250000000 · localhost.example.com'],
  [undefined, 'examplebucket-1250000000 · ap-guangzhou'],
])('it says where files go: %s', (host, place) => {
  flows.place.host = host;
  expect(open().data.place).toBe(place);
});

test('grey tiles first, then the files, then all thumbnails at once', async () => {
  const { changes, data } = open();
  expect(data.state).toBe('loading');
  await settled();
  expect(data.state).toBe('ready');
  expect(keysOf(data)).toBe('bcd');
  const withThumbnails = changes.filter((change) =>
    Object.keys(change).some((path) => path.endsWith('.thumbnail')),
  );
  expect(withThumbnails).toHaveLength(1);
  expect(flows.thumbnailUrl).toHaveBeenCalledWith(expect.objectContaining({ key: 'b' }), { edge: 246 });
});

describe('a picture', () => {
  const MB = 1024 * 1024;
  const lose = async ({ page }: Awaited<ReturnType<typeof openLoaded>>, key: string) => {
    page.reloadThumbnail({ currentTarget: { dataset: { key } } });
    await settled();
  };
  /** What the tile shows: a URL, or that there is no preview. */
  const shownOf = ({ data }: Awaited<ReturnType<typeof openLoaded>>, key: string) => {
    const tile = tilesOf(data).find((candidate) => candidate?.key === key);
    return tile?.lost ? 'no preview' : tile?.thumbnail;
  };
  const withSizes = (...sizes: number[]) =>
    flows.listObjects.mockResolvedValue({
      objects: sizes.map((size, index) => ({ ...object('bcd'[index] ?? ''), size })),
    });

  test('without a URL has no preview, and is asked for again with the list', async () => {
    flows.thumbnailUrl.mockRejectedValueOnce(failure('timeout'));
    const opened = await openLoaded();
    expect(shownOf(opened, 'b')).toBe('no preview');
    expect(shownOf(opened, 'c')).toBe('https://signed/c');
    await opened.page.refresh();
    await settled();
    expect(shownOf(opened, 'b')).toBe('https://signed/b');
  });

  test('that is lost gets a new URL', async () => {
    const opened = await openLoaded();
    flows.thumbnailUrl.mockResolvedValue('https://signed/anew');
    await lose(opened, 'b');
    expect(shownOf(opened, 'b')).toBe('https://signed/anew');
  });

  test('that cannot be made smaller is shown as it is when it is small, once', async () => {
    withSizes(MB);
    const opened = await openLoaded();
    flows.thumbnailUrl.mockResolvedValueOnce('https://signed/anew');
    await lose(opened, 'b');
    await lose(opened, 'b');
    expect(shownOf(opened, 'b')).toBe('https://original/b');
    await lose(opened, 'b');
    expect(shownOf(opened, 'b')).toBe('no preview');
    expect(flows.previewUrl).toHaveBeenCalledTimes(1);
  });

  test('that cannot be made smaller has no preview when it is large', async () => {
    withSizes(MB + 1);
    const opened = await openLoaded();
    flows.thumbnailUrl.mockResolvedValueOnce('https://signed/anew');
    await lose(opened, 'b');
    await lose(opened, 'b');
    expect(shownOf(opened, 'b')).toBe('no preview');
    expect(flows.previewUrl).not.toHaveBeenCalled();
  });

  test('is never asked for under the URL that failed: nothing would load, and nothing fail', async () => {
    withSizes(MB, MB + 1);
    const opened = await openLoaded();
    await lose(opened, 'b');
    expect(shownOf(opened, 'b')).toBe('https://original/b');
    await lose(opened, 'c');
    expect(shownOf(opened, 'c')).toBe('no preview');
  });

  test('that was given up gets another chance when the person pulls the list down, not with each upload', async () => {
    withSizes(MB + 1);
    const opened = await openLoaded();
    await lose(opened, 'b');
    await setUploads(item('1', { name: 'done', object: object('b') }));
    await settled();
    expect(shownOf(opened, 'b')).toBe('no preview');
    await opened.page.onPullDownRefresh();
    await settled();
    expect(shownOf(opened, 'b')).toBe('https://signed/b');
  });
});

describe('pictures of a long list', () => {
  const COUNT = 600;
  const keyOf = (index: number) => `k${String(index).padStart(3, '0')}`;
  let asked: number[];
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    phone.screen.windowHeight = 750;
    flows.listObjects.mockResolvedValue({
      objects: Array.from({ length: COUNT }, (_, index) => object(keyOf(index))),
    });
    asked = [];
    flows.thumbnailUrl.mockImplementation(async ({ key }: StoredObject) => {
      asked.push(Number(key.slice(1)));
      return `https://signed/${key}`;
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);
  /** `scrollTop` of the row that begins with this file. */
  const rowOf = (index: number) => 40 + (index / 3) * 125;
  const loaded = (data: Data) =>
    tilesOf(data).flatMap((tile) => (tile?.thumbnail ? [Number(tile.key.slice(1))] : []));

  test('are asked for in the order of sight, a screen at once, and the next when half of them are there', async () => {
    const { data, page } = await openLoaded();
    expect(asked).toEqual(from(0, 20));
    for (let index = 0; index < 10; index += 1) {
      expect(asked).toHaveLength(20);
      page.showThumbnail({ currentTarget: { dataset: { key: keyOf(index) } } });
      await settled();
    }
    expect(asked).toEqual(from(0, 30));
    expect(loaded(data)).toEqual(from(0, 30));

    page.onPageScroll({ scrollTop: rowOf(30) });
    jest.advanceTimersByTime(1000);
    await settled();
    // Those above that were on their way have given way to these.
    expect(asked.slice(30)).toEqual(from(30, 20));
    expect(loaded(data)).toEqual([...from(0, 10), ...from(30, 20)]);
  });

  test('after a jump what is seen is drawn first, and what is around it a screen at a time', async () => {
    const { data, page } = await openLoaded();
    page.onPageScroll({ scrollTop: rowOf(300) });
    const counts: number[] = [];
    for (let pause = 0; pause < 6; pause += 1) {
      counts.push(listed(data).length);
      jest.advanceTimersByTime(100);
      await settled();
    }
    // Six rows of three fill the screen; three more above, and three below.
    expect(counts[0]).toBeLessThanOrEqual(39);
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
    expect(counts[5]).toBeGreaterThan(120);
    expect(counts[5]).toBe(counts[4]);
  });

  test('that were passed before they were there are let go before their tiles go, and none is asked for in flight', async () => {
    const { changes, data, page } = await openLoaded();
    const mark = changes.length;
    for (let scrollTop = 0; scrollTop <= rowOf(300); scrollTop += 1000) {
      page.onPageScroll({ scrollTop });
      jest.advanceTimersByTime(50);
      await settled();
    }
    expect(asked).toHaveLength(20);
    // At this speed there is only the empty room.
    expect(Number(listed(data)[0]?.slice(1))).toBeLessThan(100);
    const since = changes.slice(mark).map(Object.entries);
    const emptied = since.flat().filter(([path, value]) => path.endsWith('.thumbnail') && value === '');
    expect(emptied).toHaveLength(20);

    page.onPageScroll({ scrollTop: rowOf(300) });
    jest.advanceTimersByTime(1000);
    await settled();
    expect(asked.slice(20)).toEqual(from(300, 20));
    expect(loaded(data)).toEqual(from(300, 20));
    page.onPageScroll({ scrollTop: rowOf(303) });
    page.onUnload();
    const left = changes.length;
    jest.advanceTimersByTime(1000);
    await settled();
    expect(changes).toHaveLength(left);
  });
});

describe('an object that was overwritten, by a key that comes again', () => {
  const overwritten = (key: string): StoredObject => ({ ...object(key), etag: 'another' });

  test('is another picture', async () => {
    const { data, page } = await openLoaded();
    const pictures = () => tilesOf(data).map((tile) => tile?.thumbnail);
    expect(pictures()).toEqual(['https://signed/b', 'https://signed/c', 'https://signed/d']);
    flows.listObjects.mockResolvedValue({ objects: [object('b'), overwritten('c'), object('d')] });
    flows.thumbnailUrl.mockImplementation(
      async ({ key, etag }: StoredObject) => `https://anew/${key}/${etag}`,
    );
    await page.refresh();
    await settled();
    expect(pictures()).toEqual(['https://signed/b', 'https://anew/c/another', 'https://signed/d']);
  });

  test('is looked for where it is, also when that is beyond the first page', async () => {
    phone.screen.windowHeight = 1000;
    flows.listObjects.mockResolvedValueOnce(listing('bcd', 'd')).mockResolvedValueOnce(listing('efg'));
    const { data } = await openLoaded();
    expect(keysOf(data)).toBe('bcdefg');
    flows.listObjects
      .mockResolvedValueOnce(listing('bcd', 'd'))
      .mockResolvedValueOnce({ objects: [overwritten('f'), object('g')] });
    flows.thumbnailUrl.mockImplementation(
      async ({ key, etag }: StoredObject) => `https://anew/${key}/${etag}`,
    );
    await setUploads(item('1', { name: 'done', object: overwritten('f') }));
    await settled();
    expect(flows.listObjects).toHaveBeenLastCalledWith({ after: 'e' });
    expect(keysOf(data)).toBe('bcdefg');
    expect(tilesOf(data).map((tile) => tile?.thumbnail)).toContain('https://anew/f/another');
  });
});

test('the first load fails: a card; trying again works', async () => {
  flows.listObjects.mockRejectedValueOnce(failure('server-unreachable'));
  const { data, page } = await openLoaded();
  expect(data).toMatchObject({ state: 'failed', failure: { code: 'server-unreachable', help: 'retry' } });
  await page.refresh();
  expect(data).toMatchObject({ state: 'ready', failure: null });
});

test('a refresh fails: the files stay under the card, and the pull ends', async () => {
  const { data, page } = await openLoaded();
  flows.listObjects.mockRejectedValueOnce(failure('timeout'));
  await page.onPullDownRefresh();
  expect(data).toMatchObject({ state: 'ready', failure: { code: 'timeout' } });
  expect(keysOf(data)).toBe('bcd');
  expect(phone.calls.of('stopPullDownRefresh')).not.toEqual([]);
});

test('to be at the bottom of a page that only says why it failed, or to turn it, is no try again', async () => {
  flows.listObjects.mockRejectedValue(failure('network-interrupted'));
  const { data, page } = await openLoaded();
  page.onReachBottom();
  phone.screen.windowHeight = 400;
  page.onResize();
  expect(data).toMatchObject({ state: 'failed', failure: { code: 'network-interrupted' } });
  await page.refresh();
  expect(flows.listObjects).toHaveBeenCalledTimes(2);
});

describe('further pages', () => {
  beforeEach(() => {
    flows.listObjects.mockResolvedValue(listing('bcd', 'd'));
  });

  test('come at the end, and only the new tiles are sent', async () => {
    const { changes, data, page } = await openLoaded();
    flows.listObjects.mockResolvedValueOnce(listing('ef'));
    page.onReachBottom();
    page.onReachBottom();
    expect(data.more).toBe('loading');
    await settled();
    expect(flows.listObjects).toHaveBeenLastCalledWith({ after: 'd' });
    expect(flows.listObjects).toHaveBeenCalledTimes(2);
    expect(keysOf(data)).toBe('bcdef');
    expect(changes.some((change) => 'days[0].tiles[3]' in change)).toBe(true);
    expect(changes.flatMap(Object.keys).filter((path) => /^tiles\.s\d+$/.test(path))).toHaveLength(5);

    page.onReachBottom();
    await settled();
    expect(flows.listObjects).toHaveBeenCalledTimes(2);
  });

  test('that fail are a card at the end', async () => {
    const { data, page } = await openLoaded();
    flows.listObjects.mockRejectedValueOnce(failure('timeout'));
    page.onReachBottom();
    await settled();
    expect(data).toMatchObject({ more: 'failed', moreFailure: { code: 'timeout' } });
    expect(keysOf(data)).toBe('bcd');
  });

  test('an answer that belongs to a list of before is dropped', async () => {
    const { data, page } = await openLoaded();
    let answerLate: (page: ObjectPage) => void = () => undefined;
    flows.listObjects.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answerLate = resolve;
        }),
    );
    page.onReachBottom();
    flows.listObjects.mockResolvedValueOnce(listing('XYZ', 'Z'));
    await page.refresh();
    answerLate(listing('ef'));
    await settled();
    expect(keysOf(data)).toBe('XYZ');
    expect(data.more).toBe('none');
  });
});

describe('a bucket that is larger than a page', () => {
  /** Keys as the template makes them: the newest has the smallest number. */
  const keyOf = (stamp: number) => `users/o1/${8_230_000_000_000 + stamp}-a.jpg`;
  let stored: string[];
  beforeEach(() => {
    stored = Array.from({ length: 150 }, (_, index) => keyOf(1000 + index));
    flows.listObjects.mockImplementation(async ({ after = '' }: { after?: string } = {}) => {
      const rest = stored.filter((key) => key > after).sort();
      const last = rest.length > 60 ? rest[59] : undefined;
      return { objects: rest.slice(0, 60).map(object), ...(last === undefined ? {} : { next: last }) };
    });
  });
  const reachEnd = async ({ page, data }: Awaited<ReturnType<typeof openLoaded>>) => {
    for (let pages = 0; pages < 10; pages += 1) {
      page.onReachBottom();
      await settled();
      expect(data.more).toBe('none');
    }
  };

  test.each([59, 60, 61, 100, 200])(
    '%i new files at once: none is missing, none is there twice',
    async (count) => {
      const opened = await openLoaded();
      opened.page.onReachBottom();
      await settled();
      stored.push(...Array.from({ length: count }, (_, index) => keyOf(index)));
      await opened.page.refresh();
      await reachEnd(opened);
      expect(scrolledThrough(opened)).toEqual([...stored].sort());
    },
  );

  test('a video that began before a hundred others and arrives after them is there', async () => {
    const opened = await openLoaded();
    stored.push(...Array.from({ length: 59 }, (_, index) => keyOf(index)));
    await opened.page.refresh();
    stored.push(...Array.from({ length: 41 }, (_, index) => keyOf(59 + index)));
    await opened.page.refresh();
    const video = keyOf(500);
    stored.push(video);
    await setUploads(item('video', { name: 'done', object: object(video) }));
    await settled();
    expect(scrolledThrough(opened)).toContain(video);
    await reachEnd(opened);
    expect(scrolledThrough(opened)).toEqual([...stored].sort());
  });

  test('the next page arrives also when a refresh began after it was asked for', async () => {
    const opened = await openLoaded();
    opened.page.onReachBottom();
    await opened.page.refresh();
    await settled();
    expect(scrolledThrough(opened)).toEqual(stored.slice(0, 120));
  });

  test('a list that became too short to scroll goes on by itself', async () => {
    phone.screen.windowHeight = 700;
    const opened = await openLoaded();
    expect(flows.listObjects).toHaveBeenCalledTimes(1);
    const others = stored.slice(0, 58);
    stored = stored.slice(58);
    for (const key of others) deleted.add(key);
    opened.page.onHide();
    opened.page.onShow();
    await settled();
    expect(scrolledThrough(opened)).toEqual(stored.slice(0, 62));
  });

  test('what the person looks at stays where it is when files come in above', async () => {
    const { page } = await openLoaded();
    page.onReachBottom();
    await settled();
    page.onPageScroll({ scrollTop: 2000 });
    stored.push(...Array.from({ length: 30 }, (_, index) => keyOf(index)));
    await page.refresh();
    await settled();
    // Ten rows of a third of 375 px, without the gaps, and the gaps.
    expect(phone.calls.of('pageScrollTo')).toContainEqual(
      expect.objectContaining({ scrollTop: 2000 + 10 * (123 + 2), duration: 0 }),
    );
  });

  test('behind another page it scrolls nothing, and is where it was when it is seen again', async () => {
    const { page } = await openLoaded();
    page.onReachBottom();
    await settled();
    page.onPageScroll({ scrollTop: 2000 });
    stored.push(...Array.from({ length: 30 }, (_, index) => keyOf(index)));
    const refreshing = page.refresh();
    page.onHide();
    await refreshing;
    expect(phone.calls.of('pageScrollTo')).toEqual([]);
    page.onShow();
    expect(phone.calls.of('pageScrollTo')).toContainEqual(
      expect.objectContaining({ scrollTop: 2000 + 10 * (123 + 2), duration: 0 }),
    );
  });

  test('on a screen that was turned the same files are on it', async () => {
    const { data, page } = await openLoaded();
    page.onPageScroll({ scrollTop: 1040 });
    phone.screen.windowWidth = 750;
    page.onResize();
    // The first file on the screen was the first of the ninth row: now it is in the fifth, of five tiles.
    expect(phone.calls.of('pageScrollTo')).toContainEqual(
      expect.objectContaining({ scrollTop: 40 + 4 * (148 + 2), duration: 0 }),
    );
    expect(data.heights).toBe('--columns: 5; --cell: 148px; --gap: 2px; --heading: 40px');

    // While another page was in front.
    phone.screen.windowWidth = 375;
    page.onShow();
    expect(data.heights).toBe('--columns: 3; --cell: 123px; --gap: 2px; --heading: 40px');
  });

  test('and at the top the new ones are seen', async () => {
    const { page } = await openLoaded();
    page.onPageScroll({ scrollTop: 20 });
    stored.push(...Array.from({ length: 30 }, (_, index) => keyOf(index)));
    await page.refresh();
    expect(phone.calls.of('pageScrollTo')).toEqual([]);
  });
});

describe('uploads', () => {
  test('the badge counts what is left, a few times a second and not while the gallery is hidden', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const { changes, data, page } = await openLoaded();
    const badge = async (state: QueueState['name'], ...states: UploadState[]) => {
      Object.assign(flows.uploads.state, { name: state });
      await setUploads(...states.map((each, at) => item(String(at), each)));
      jest.advanceTimersByTime(300);
      return `${data.upload.badge} ${data.upload.label} ${data.upload.busy}`;
    };
    const progress = { loaded: 0, total: 1 };
    const queued: UploadState = { name: 'queued' };
    const paused: UploadState = { name: 'paused', progress, kept: 0 };
    const uploading: UploadState = { name: 'uploading', isSending: true, progress, kept: 0 };
    const failed: UploadState = { name: 'failed', failure: failure('timeout') };
    expect(await badge('running', queued, uploading, paused, failed)).toBe('3 Upload, running: 3 true');
    expect(await badge('paused', paused)).toBe('1 Upload, paused: 1 true');
    expect(await badge('offline', queued)).toBe('1 Upload, waiting for a connection: 1 true');
    Object.assign(flows.uploads.state, { files: 7 });
    expect(await badge('returning')).toBe('7 Upload, waiting for a connection: 7 true');
    expect(await badge('asking', queued)).toBe('! Upload, waiting for Wi-Fi: 1 true');
    expect(await badge('stopped', queued)).toBe('! Upload, stopped: 1 true');
    expect(await badge('running', ...Array<UploadState>(500).fill(queued))).toBe(
      '99+ Upload, running: 99+ true',
    );
    expect(await badge('idle', failed)).toBe('! Upload, failed: 1 true');
    page.onHide();
    const before = changes.length;
    await badge('running', queued);
    expect(changes.length).toBe(before);
    page.onShow();
    expect(data.upload.badge).toBe('1');
    expect(await badge('idle')).toBe(' Upload false');
    jest.useRealTimers();
  });

  test('one that is done is listed at once when the gallery is seen, otherwise when it is seen again', async () => {
    const { data, page } = await openLoaded();
    flows.listObjects.mockResolvedValue(listing('abcd'));
    await setUploads(item('1', { name: 'done', object: object('a') }));
    await settled();
    expect(keysOf(data)).toBe('abcd');

    page.onHide();
    flows.listObjects.mockResolvedValue(listing('9abcd'));
    await setUploads(
      item('1', { name: 'done', object: object('a') }),
      item('2', { name: 'done', object: object('9') }),
    );
    await settled();
    expect(keysOf(data)).toBe('abcd');
    page.onShow();
    await settled();
    expect(keysOf(data)).toBe('9abcd');

    const calls = flows.listObjects.mock.calls.length;
    page.onShow();
    expect(flows.listObjects).toHaveBeenCalledTimes(calls);
  });

  test('many that end during one refresh cost one more', async () => {
    await openLoaded();
    const calls = flows.listObjects.mock.calls.length;
    flows.listObjects.mockImplementation(
      () => new Promise((resolve) => setTimeout(() => resolve(listing('bcd')), 50)),
    );
    for (let count = 1; count <= 9; count += 1) {
      await setUploads(
        ...Array.from({ length: count }, (_, index) =>
          item(String(index), { name: 'done', object: object(String(index)) }),
        ),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(flows.listObjects.mock.calls.length - calls).toBe(2);
  });
});

describe('the button', () => {
  test('asks where from, queues the files and shows the transfers', async () => {
    phone.person.taps = 2;
    const files = [{ path: 'http://tmp/a', name: 'a.jpg', size: 1 }];
    flows.chooseFiles.mockResolvedValue(files);
    const { page } = await openLoaded();
    await page.upload();
    expect(flows.chooseFiles).toHaveBeenCalledWith({ from: 'chat', quality: 'original' });
    expect(flows.uploads.add).toHaveBeenCalledWith(files);
    expect(phone.calls.of('navigateTo')).toMatchObject([{ url: '../transfers/transfers' }]);
  });

  test('a change of mind leaves the gallery as it is', async () => {
    const { data, page } = await openLoaded();
    await page.upload();
    expect(flows.chooseFiles).not.toHaveBeenCalled();
    expect(phone.calls.of('navigateTo')).toEqual([]);
    expect(data.notice).toBeNull();

    phone.person.taps = 0;
    flows.chooseFiles.mockResolvedValue([]);
    await page.upload();
    expect(phone.calls.of('navigateTo')).toEqual([]);
  });

  test('leads to the transfers while there are some to look after', async () => {
    const { page } = await openLoaded();
    await setUploads(item('1', { name: 'queued' }));
    await page.upload();
    expect(phone.calls.of('showActionSheet')).toEqual([]);
    expect(phone.calls.of('navigateTo')).toMatchObject([{ url: '../transfers/transfers' }]);
  });

  test('says why files could not be chosen', async () => {
    phone.person.taps = 0;
    flows.chooseFiles.mockRejectedValue(
      new Failure({ code: 'privacy-undeclared', attempt: { action: 'choose' }, detail: '' }),
    );
    const { data, page } = await openLoaded();
    await page.upload();
    expect(data.notice).toMatchObject({
      code: 'privacy-undeclared',
      heading: 'Could not choose files',
      help: 'none',
    });
  });
});

describe('a cold start', () => {
  const remembered = async (keys: string, place = 'examplebucket-1250000000/ap-guangzhou/') => {
    flows.place.host = undefined;
    const objects = [...keys].map((key) => object(`users/o1/${key}`));
    wx.setStorageSync('cos-last-page', { place, objects });
    flows.userPrefix.mockResolvedValue('users/o1/');
  };
  /** COS answers when the test says so. */
  const asked = () => {
    let answer: (page: ObjectPage) => void = () => undefined;
    flows.listObjects.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    return (keys: string) => answer({ objects: [...keys].map((key) => object(`users/o1/${key}`)) });
  };
  const names = (data: Data) =>
    listed(data)
      .map((key) => key?.slice(-1))
      .join('');

  test('shows what was there last at once, its pictures as soon as there is a key, and then the truth', async () => {
    remembered('bcd');
    const answer = asked();
    const { changes, data, page } = open();
    expect([data.state, names(data)]).toEqual(['loading', 'bcd']);
    await settled();
    expect(tilesOf(data)[0]?.thumbnail).toBe('https://signed/users/o1/b');
    const mark = changes.length;
    answer('abd');
    await settled();
    expect([data.state, names(data)]).toEqual(['ready', 'abd']);
    // What was there stays as it is: only the new one is sent.
    const sent = changes.slice(mark).flatMap((change) => Object.entries(change));
    expect(sent.filter(([path, value]) => /^tiles\.s\d+$/.test(path) && value !== null)).toHaveLength(1);

    deleted.add('users/o1/b');
    page.onHide();
    await settled();
    page.onUnload();
    expect(open().data.days.flatMap(({ tiles }) => tiles)).toHaveLength(2);
  });

  test('keeps it when the list fails', async () => {
    remembered('bcd');
    flows.listObjects.mockRejectedValueOnce(failure('server-unreachable'));
    const { data } = await openLoaded();
    expect(data).toMatchObject({ state: 'failed', failure: { code: 'server-unreachable' } });
    expect(names(data)).toBe('bcd');
  });

  test('shows nothing of another user: not once the key is there, and not after the list', async () => {
    remembered('bcd');
    flows.userPrefix.mockResolvedValue('users/o2/');
    const answer = asked();
    const { data } = open();
    await settled();
    expect([data.state, names(data)]).toEqual(['loading', '']);
    answer('');
    await settled();
    expect([data.state, names(data)]).toEqual(['ready', '']);
  });

  test.each([
    ['another bucket', () => remembered('bcd', 'other-1250000000/ap-guangzhou/')],
    ['something else', () => wx.setStorageSync('cos-last-page', { objects: [null, { key: 1 }] })],
    [
      'an error',
      () => {
        jest.spyOn(wx, 'getStorageSync').mockImplementation(() => {
          throw new Error('getStorageSync:fail');
        });
      },
    ],
  ])('with %s in the storage is one without it', async (_case, prepare) => {
    prepare();
    const { data } = open();
    expect(data.days).toEqual([]);
    await settled();
    expect([data.state, keysOf(data)]).toEqual(['ready', 'bcd']);
    jest.restoreAllMocks();
  });
});

test('a closed page listens no more and is not written to', async () => {
  const { changes, page } = open();
  page.onUnload();
  expect(listeners.size).toBe(0);
  const before = changes.length;
  await settled();
  expect(changes).toHaveLength(before);
});

describe('coming back from a file', () => {
  const keys = 'bcdefghijklmnopqrstuvwxyz';
  const back = async (opened: string, lastSeen: string) => {
    flows.listObjects.mockResolvedValue(listing(keys));
    flows.userPrefix.mockResolvedValue('');
    const gallery = await openLoaded();
    gallery.page.tapObject({ currentTarget: { dataset: { key: opened } } });
    gallery.page.onHide();
    neighbours.lastSeen = lastSeen;
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    gallery.page.onShow();
    return gallery;
  };
  afterEach(() => {
    jest.useRealTimers();
    neighbours.lastSeen = undefined;
  });

  test('that was swiped to scrolls to its tile when it is not on the screen, and marks it for a moment', async () => {
    const { data, page } = await back('b', 'z');
    expect(data.seen).toBe('z');
    const [{ scrollTop }] = phone.calls.of('pageScrollTo') as unknown as [{ scrollTop: number }];
    expect(scrollTop).toBeGreaterThan(500);
    jest.advanceTimersByTime(2000);
    expect(data.seen).toBe('');
    page.onUnload();
  });

  test('that was opened from it, or is not in it any more, moves and marks nothing', async () => {
    for (const [opened, lastSeen] of [
      ['b', 'b'],
      ['b', 'gone'],
    ] as const) {
      const { data, page } = await back(opened, lastSeen);
      expect(data.seen).toBe('');
      expect(phone.calls.of('pageScrollTo')).toEqual([]);
      jest.useRealTimers();
      page.onUnload();
    }
  });

  test('with another name shows it where it was', async () => {
    const { data, page } = await openLoaded();
    const renamed = { ...object('c'), key: 'c2', name: 'new.jpg' };
    neighbours.list?.replace(object('c'), renamed);
    expect(neighbours.list?.objects().map(({ key }) => key)).toEqual(['b', 'c2', 'd']);
    expect(Object.values(data.tiles).map((tile) => tile?.name)).toContain('new.jpg');
    page.onUnload();
    expect(neighbours.list).toBeUndefined();
  });
});
