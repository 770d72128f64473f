import { markerBefore, mergePage } from '../../miniprogram/cos/browse/mergePage';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { groupByDay } from '../../miniprogram/cos/pages/gallery/groupByDay';
import { keyFromQuery, objectPageUrl } from '../../miniprogram/cos/pages/objectPage';

const object = (key: string, modified = '2025-03-01T12:00:00'): StoredObject => ({
  key,
  name: `${key}.jpg`,
  size: 1,
  modified: new Date(modified).getTime(),
  etag: '',
  kind: 'image',
  extension: 'jpg',
});
const keysOf = ({ objects }: { objects: readonly StoredObject[] }) => objects.map(({ key }) => key).join('');

test('objects are grouped by the day of the phone, in their order', () => {
  const days = groupByDay([
    object('a', '2025-03-01T00:01:00'),
    object('b', '2025-02-28T23:59:00'),
    object('c', '2025-02-28T01:00:00'),
  ]);
  expect(days).toEqual([
    { id: '2025-03-01', time: new Date('2025-03-01T00:01:00').getTime(), start: 0, count: 1 },
    { id: '2025-02-28', time: new Date('2025-02-28T23:59:00').getTime(), start: 1, count: 2 },
  ]);
});

test('a day that comes back further down is a section of its own', () => {
  const days = groupByDay([
    object('a', '2025-03-01T09:00:00'),
    object('b', '2025-02-28T09:00:00'),
    object('c', '2025-03-01T08:00:00'),
  ]);
  expect(days).toHaveLength(3);
  expect(new Set(days.map(({ id }) => id)).size).toBe(3);
});

test('a file is asked for its day once, however often the list is grouped', () => {
  const files = [object('a', '2025-03-01T09:00:00'), object('b', '2025-02-28T09:00:00')];
  const days = groupByDay(files);
  const dates = jest.spyOn(globalThis, 'Date');
  const again = groupByDay(files);
  const asked = dates.mock.calls.length;
  dates.mockRestore();
  expect(asked).toBe(0);
  expect(again).toEqual(days);
});

describe('the first page again', () => {
  const shown = { objects: ['c', 'd', 'e', 'f'].map((key) => object(key)), next: 'f' };

  test('keeps what was loaded beyond it', () => {
    const merged = mergePage(shown, { objects: ['a', 'c', 'd'].map((key) => object(key)), next: 'd' });
    expect(keysOf(merged)).toBe('acdef');
    expect(merged.next).toBe('f');
  });

  test('drops what was deleted within it', () => {
    expect(keysOf(mergePage(shown, { objects: ['c', 'e'].map((key) => object(key)), next: 'e' }))).toBe(
      'cef',
    );
  });

  test('goes by the order of COS, which is by bytes of UTF-8', () => {
    const listed = { objects: [object('！'), object('😀')] };
    const merged = mergePage(listed, { objects: [object('a'), object('！')], next: '！' });
    expect(keysOf(merged)).toBe('a！😀');
  });

  test('is everything when nothing follows', () => {
    const merged = mergePage(shown, { objects: [object('d')] });
    expect(keysOf(merged)).toBe('d');
    expect(merged.next).toBeUndefined();
  });

  test('forgets where to go on when everything beyond was loaded', () => {
    const whole = { objects: shown.objects };
    const merged = mergePage(whole, { objects: [object('a'), object('c')], next: 'c' });
    expect(keysOf(merged)).toBe('acdef');
    expect(merged).not.toHaveProperty('next');
  });
});

describe('the page after a key', () => {
  const shown = { objects: ['b', 'd', 'f'].map((key) => object(key)), next: 'f' };

  test('comes in where it belongs', () => {
    const merged = mergePage(shown, { objects: [object('c'), object('d')], next: 'd' }, 'b');
    expect(keysOf(merged)).toBe('bcdf');
    expect(merged.next).toBe('f');
  });

  test('goes on at the end', () => {
    const merged = mergePage(shown, { objects: [object('g')] }, 'f');
    expect(keysOf(merged)).toBe('bdfg');
    expect(merged).not.toHaveProperty('next');
  });

  test('is asked for a key that is, or should be, among those that are shown', () => {
    expect(markerBefore(shown, 'c')).toBe('b');
    expect(markerBefore(shown, 'd')).toBe('b');
    expect(markerBefore(shown, 'b')).toBeUndefined();
    expect(markerBefore(shown, 'a')).toBeUndefined();
    expect(markerBefore(shown, 'g')).toBeUndefined();
    expect(markerBefore({ objects: shown.objects }, 'g')).toBe('f');
  });
});

describe('the key in the url', () => {
  const key = 'users/o1/8281-夏天 + 50%25 & #1.jpg';
  const raw = objectPageUrl(key).split('key=')[1] ?? '';

  test('survives a host that hands the query over as written, and one that decodes it', () => {
    expect(raw).not.toMatch(/[/&#?+ ]/);
    expect(keyFromQuery({ key: raw })).toBe(key);
    expect(keyFromQuery({ key: decodeURIComponent(raw) })).toBe(key);
  });

  test.each([{}, { key: '' }, { key: '%E0%A4%A' }, { key: '%' }])('is none in %j', (query) => {
    expect(keyFromQuery(query)).toBeUndefined();
  });
});
