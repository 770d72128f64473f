import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';
import { openPage } from './support/openPage';
import { settled } from './support/settled';

/** Files are marked in the gallery while everything else happens. */

interface Data {
  selection: { title: string; count: number; state: string } | null;
  deletions: { title: string; state: string; failures: { id: string; failure: { code: string } }[] } | null;
  dragging: boolean;
  days: { id: string; tiles: string[]; selected: boolean }[];
  tiles: Record<string, { key: string; selected: boolean } | null>;
}
interface Methods {
  refresh(): Promise<void>;
  chooseKind(event: object): void;
  beginSelecting(): void;
  select(event: object): void;
  selectSection(event: object): void;
  selectAll(): void;
  touchTile(event: object): void;
  moveTouch(event: object): void;
  endTouch(): void;
  saveSelected(): void;
  deleteSelected(): void;
  cancelSelection(): void;
  undoDeletion(): void;
  helpDeletion(event: object): void;
}

const now = new Date('2026-11-28T12:00:00').getTime();
let stored: StoredObject[];
let gone: Set<string>;
let runs: { keys: string[]; settle(failed?: string[]): void }[];
let saves: string[][];
let uploads: { id: string; state: { name: string; object: StoredObject } }[];
let heard: () => void;
/** Of the page that is open. */
let deletions: typeof import('../../miniprogram/cos/pages/deletions').deletions;

const object = (name: string, hoursAgo: number): StoredObject => ({
  key: `users/a/${9_999_999_999_999 - now + hoursAgo * 3_600_000}-${name}`,
  name,
  size: 1,
  modified: now - hoursAgo * 3_600_000,
  etag: 'e',
  kind: name.endsWith('.jpg') ? 'image' : 'other',
  extension: name.slice(-3),
});
const flows = {
  place: { bucket: 'examplebucket-1250000000', region: 'ap-guangzhou' },
  listObjects: async () => ({ objects: stored.filter(({ key }) => !gone.has(key)) }),
  isRemoved: (key: string) => gone.has(key),
  thumbnailUrl: async ({ key }: StoredObject) => `https://cos.example.com/${key}`,
  removeAll(objects: StoredObject[], { onProgress }: { onProgress(progress: object): void }) {
    const result = new Promise((resolve) => {
      runs.push({
        keys: objects.map(({ name }) => name),
        settle(failed = []) {
          const left = objects.filter(({ name }) => failed.includes(name));
          for (const one of objects) if (!left.includes(one)) gone.add(one.key);
          onProgress({
            files: objects.length,
            removed: objects.length - left.length,
            failed: left.length,
          });
          const failure = failureFrom({ errMsg: 'request:fail timeout' }, { action: 'delete' });
          resolve({ failed: left.map((one) => ({ object: one, failure })) });
        },
      });
    });
    return { result, cancel: () => undefined };
  },
  saveAllToAlbum(objects: StoredObject[]) {
    saves.push(objects.map(({ name }) => name));
    return { result: new Promise(() => undefined), cancel: () => undefined };
  },
  uploads: {
    get items() {
      return uploads;
    },
    state: { name: 'idle' },
    subscribe(listener: () => void) {
      heard = listener;
      return () => undefined;
    },
  },
};
const phone = usePhone({ settings: { language: 'en' } });

/** Two of today, three of yesterday, one of them no picture. */
beforeEach(() => {
  stored = [
    object('a.jpg', 1),
    object('b.jpg', 2),
    object('c.txt', 24),
    object('d.jpg', 25),
    object('e.jpg', 26),
  ];
  gone = new Set();
  runs = [];
  saves = [];
  uploads = [];
  jest.spyOn(Date, 'now').mockReturnValue(now);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

async function open() {
  const opened = openPage<Data, Methods>(() => {
    jest.doMock('../../miniprogram/cos/index', () => door(flows));
    require('../../miniprogram/cos/pages/gallery/gallery');
    deletions = require('../../miniprogram/cos/pages/deletions').deletions;
  });
  opened.page.onShow();
  await settled();
  const { data, page } = opened;
  const shown = () => data.days.flatMap(({ tiles }) => tiles.map((slot) => data.tiles[slot]));
  const nameOf = (key = '') => key.slice(key.indexOf('-') + 1);
  return {
    ...opened,
    names: () =>
      shown()
        .map((tile) => nameOf(tile?.key))
        .join(' '),
    marked: () =>
      shown()
        .flatMap((tile) => (tile?.selected ? [nameOf(tile.key)] : []))
        .join(' '),
    tap: (...names: string[]) => {
      page.beginSelecting();
      for (const name of names) page.select(onTile(name));
    },
  };
}
const onTile = (name: string, at?: { x: number; y: number }, type = 'tap') => ({
  type,
  currentTarget: { dataset: { key: stored.find((one) => one.name === name)?.key } },
  touches: at ? [{ clientX: at.x, clientY: at.y }] : [],
});
const move = (x: number, y: number) => ({ touches: [{ clientX: x, clientY: y }] });

test('what is deleted elsewhere loses its mark, and what an upload brings has none', async () => {
  const { page, data, tap, marked } = await open();
  tap('a.jpg', 'c.txt', 'e.jpg');
  gone.add(stored[2]?.key ?? '');
  stored.unshift(object('new.jpg', 0));
  uploads = [{ id: '1', state: { name: 'done', object: stored[0] as StoredObject } }];
  heard();
  await settled();
  expect([marked(), data.selection?.title]).toEqual(['a.jpg e.jpg', '2 selected']);
  page.selectAll();
  expect(data.selection?.count).toBe(5);
});

test('what a filter hides loses its mark: nothing is deleted that is not seen', async () => {
  const { page, data, tap, marked } = await open();
  tap('b.jpg', 'c.txt');
  page.chooseKind({ detail: { kind: 'image' } });
  expect(data.selection?.title).toBe('1 selected');
  page.chooseKind({ detail: { kind: 'all' } });
  expect(marked()).toBe('b.jpg');
});

test('a day is marked by its heading, which knows when all of it is', async () => {
  const { page, data, marked, tap } = await open();
  tap('d.jpg');
  page.selectSection({ currentTarget: { dataset: { section: data.days[1]?.id } } });
  expect([marked(), data.days.map(({ selected }) => selected)]).toEqual(['c.txt d.jpg e.jpg', [false, true]]);
});

test('a finger goes over tiles while an upload arrives in front of them', async () => {
  const { page, data, marked } = await open();
  page.select(onTile('b.jpg', { x: 200, y: 60 }, 'longpress'));
  expect([marked(), data.dragging]).toEqual(['b.jpg', true]);
  // Tiles are 123 px, headings 40: d.jpg, in the middle of the second day.
  page.moveTouch(move(200, 40 + 125 + 40 + 60));
  expect(marked()).toBe('b.jpg c.txt d.jpg');
  stored.unshift(object('new.jpg', 0));
  await page.refresh();
  page.moveTouch(move(300, 40 + 125 + 40 + 60));
  expect(marked()).toBe('b.jpg c.txt d.jpg e.jpg');
  page.endTouch();
  expect(data.dragging).toBe(false);
  page.moveTouch(move(10, 60));
  expect(data.selection?.count).toBe(4);
  page.cancelSelection();
});

test('two taps on delete ask once; then the files are gone from the page, and another one can be saved meanwhile', async () => {
  const { page, data, tap, names } = await open();
  tap('a.jpg', 'b.jpg');
  page.deleteSelected();
  page.deleteSelected();
  await settled();
  expect(phone.calls.of('showModal')).toMatchObject([{ title: 'Delete 2 files?' }]);
  expect([names(), data.selection, data.deletions?.title]).toEqual(['c.txt d.jpg e.jpg', null, '2 deleted']);
  tap('d.jpg');
  page.saveSelected();
  expect([saves, data.deletions?.state, runs]).toEqual([[['d.jpg']], 'undo', []]);
  page.undoDeletion();
  expect([names(), data.deletions]).toEqual(['a.jpg b.jpg c.txt d.jpg e.jpg', null]);
  page.onHide();
  expect(runs).toEqual([]);
});

test('not deleted after all: what was marked is still marked', async () => {
  const { page, data, tap } = await open();
  phone.person.allows = false;
  tap('a.jpg');
  page.deleteSelected();
  await settled();
  expect([data.selection?.title, data.deletions]).toEqual(['1 selected', null]);
});

test('the page that goes deletes at once and once; what fails is back, with the reason, when one comes back', async () => {
  const { page, data, tap, names } = await open();
  tap('a.jpg', 'c.txt');
  page.deleteSelected();
  await settled();
  page.onHide();
  expect(runs.map(({ keys }) => keys)).toEqual([['a.jpg', 'c.txt']]);
  runs[0]?.settle(['c.txt']);
  await settled();
  page.onShow();
  await settled();
  expect([names(), data.deletions?.title]).toEqual(['b.jpg c.txt d.jpg e.jpg', '1 deleted, 1 failed']);
  const [card] = data.deletions?.failures ?? [];
  page.helpDeletion({ currentTarget: { dataset: { group: card?.id } } });
  expect(names()).toBe('b.jpg d.jpg e.jpg');
  page.onUnload();
  runs[1]?.settle();
  await settled();
  expect(runs).toHaveLength(2);
});

test('what another page deletes is offered back on this one', async () => {
  const { page, data, names } = await open();
  page.onHide();
  deletions.add(stored.slice(0, 1));
  page.onShow();
  await settled();
  expect([names(), data.deletions?.title]).toEqual(['b.jpg c.txt d.jpg e.jpg', '1 deleted']);
  page.undoDeletion();
  expect(names()).toBe('a.jpg b.jpg c.txt d.jpg e.jpg');
});
