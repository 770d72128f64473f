import fc from 'fast-check';
import { markerBefore, mergePage, type Splice, trimmed } from '../../miniprogram/cos/browse/mergePage';
import { dayId } from '../../miniprogram/cos/format/calendar';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { Sections } from '../../miniprogram/cos/pages/gallery/Sections';
import type { ListView } from '../../miniprogram/cos/pages/gallery/ShownFiles';
import { keyFromQuery, objectPageUrl } from '../../miniprogram/cos/pages/objectPage';
import { door } from './support/door';

jest.doMock('../../miniprogram/cos/index', () => door({}));
const { ShownFiles, indexAfterChange } = jest.requireActual<
  typeof import('../../miniprogram/cos/pages/gallery/ShownFiles')
>('../../miniprogram/cos/pages/gallery/ShownFiles');

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

describe('sections', () => {
  const groupOf = ({ modified }: StoredObject) => dayId(modified);
  const sectionsOf = (objects: StoredObject[]) => {
    const sections = new Sections(groupOf);
    sections.update({ at: 0, removed: [], added: objects });
    return sections;
  };

  test('are the days of the phone, in the order of the list; one that comes back further down is another one', () => {
    const { all } = sectionsOf([
      object('a', '2025-03-01T00:01:00'),
      object('b', '2025-02-28T23:59:00'),
      object('c', '2025-02-28T01:00:00'),
      object('d', '2025-03-01T09:00:00'),
    ]);
    expect(all).toMatchObject([
      { id: '2025-03-01', time: new Date('2025-03-01T00:01:00').getTime(), start: 0, count: 1 },
      { id: '2025-02-28', start: 1, count: 2 },
      { id: '2025-03-01 2', start: 3, count: 1 },
    ]);
  });

  test('after any changes they are those of the list from the start, and only what comes in is asked for its group', () => {
    const days = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 });
    const changes = fc.array(fc.record({ at: fc.nat(20), removed: fc.nat(6), days }), { maxLength: 8 });
    fc.assert(
      fc.property(changes, (all) => {
        const asked: StoredObject[] = [];
        const sections = new Sections((one) => {
          asked.push(one);
          return groupOf(one);
        });
        const list: StoredObject[] = [];
        const added: StoredObject[] = [];
        for (const [index, change] of all.entries()) {
          const at = Math.min(change.at, list.length);
          const coming = change.days.map((day, place) =>
            object(`${index}-${place}`, `2025-03-0${day}T12:00:00`),
          );
          const before = sections.all.map((section) => ({ ...section }));
          const removed = list.splice(at, change.removed, ...coming);
          added.push(...coming);
          const from = sections.update({ at, removed, added: coming });
          expect(sections.all.slice(0, from)).toEqual(before.slice(0, from));
          const plain = (one: Sections) =>
            one.all.map(({ group, start, count }) => ({ group, start, count }));
          expect(plain(sections)).toEqual(plain(sectionsOf(list)));
          expect(new Set(sections.all.map(({ id }) => id)).size).toBe(sections.all.length);
        }
        expect(asked).toEqual(added);
      }),
    );
  });
});

describe('what is shown of what is loaded', () => {
  test('after any changes it is what the view keeps, in its order, and what one looked at is found again', () => {
    const anyView = fc.constantFrom<Partial<ListView>>(
      {},
      { keeps: ({ size }) => size > 2 },
      { compare: (one, other) => one.size - other.size, groupOf: () => '' },
    );
    const change = fc.record({
      at: fc.nat(20),
      removed: fc.nat(6),
      sizes: fc.array(fc.nat(5), { maxLength: 6 }),
      looked: fc.nat(20),
      view: fc.option(anyView, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let view: ListView = { keeps: () => true, groupOf: ({ modified }) => dayId(modified) };
        const loaded: StoredObject[] = [];
        const files = new ShownFiles(loaded, view);
        for (const [index, { at: place, removed: count, sizes, looked, view: other }] of changes.entries()) {
          const shown = [...files.objects];
          let shift: Splice;
          if (other) {
            view = { keeps: () => true, groupOf: ({ modified }) => dayId(modified), ...other };
            shift = files.rebuild(view);
          } else {
            const at = Math.min(place, loaded.length);
            const added = sizes.map((size, from) => ({ ...object(`${index}-${from}`), size }));
            const removed = loaded.splice(at, count, ...added);
            shift = files.update({ at, removed, added });
          }
          const expected = loaded.filter(view.keeps);
          if (view.compare) expected.sort(view.compare);
          expect(files.objects).toEqual(expected);
          expect(files.sections.reduce((sum, section) => sum + section.count, 0)).toBe(expected.length);
          const key = shown[looked]?.key;
          if (!expected.some((one) => one.key === key)) continue;
          expect(files.objects[indexAfterChange(looked, shift)]?.key).toBe(key);
        }
      }),
    );
  });

  test('in place of what is gone stands what follows it', () => {
    const list = ['a', 'b', 'c', 'd'].map((key) => object(key));
    const change = trimmed(0, list, [object('x'), object('c'), object('d')]);
    expect([0, 1, 2, 3].map((index) => indexAfterChange(index, change))).toEqual([1, 1, 1, 2]);
  });
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
