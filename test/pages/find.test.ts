import { dayId } from '../../miniprogram/cos/format/calendar';
import type { ObjectKind, StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { monthsOf } from '../../miniprogram/cos/pages/gallery/find/monthsOf';
import { viewOf } from '../../miniprogram/cos/pages/gallery/find/viewOf';
import { everything, isEverything, type Wanted } from '../../miniprogram/cos/pages/gallery/find/Wanted';
import type { ListView } from '../../miniprogram/cos/pages/gallery/ShownFiles';
import { door } from './support/door';

jest.doMock('../../miniprogram/cos/index', () => door({}));
const { ShownFiles } = jest.requireActual<typeof import('../../miniprogram/cos/pages/gallery/ShownFiles')>(
  '../../miniprogram/cos/pages/gallery/ShownFiles',
);

const object = (
  name: string,
  { kind = 'image', size = 1, modified = '2026-03-09T12:00:00' } = {},
): StoredObject => ({
  key: `users/a/${name}`,
  name,
  size,
  modified: new Date(modified).getTime(),
  etag: '',
  kind: kind as ObjectKind,
  extension: '',
});
const said = {
  name: ({ name }: StoredObject) => (name.startsWith('IMG_') ? '23:56 Uhr' : name),
  day: (time: number) => {
    const date = new Date(time);
    const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    return `${day} ${month === 11 ? 'November' : 'March'} ${year} ${year}年${month}月${day}日`;
  },
};
const all: ListView = {
  keeps: ({ name }) => name !== 'deleted',
  groupOf: ({ modified }) => dayId(modified),
};
const shown = (objects: readonly StoredObject[], wanted: Partial<Wanted> = {}) => {
  const files = new ShownFiles(objects, viewOf({ ...everything, ...wanted }, all, said));
  files.rebuild();
  return files;
};
const found = (objects: readonly StoredObject[], wanted: Partial<Wanted>) =>
  shown(objects, wanted).objects.map(({ name }) => name);

describe('a search', () => {
  const march = object('Résumé (1).PDF');
  const november = object('IMG_2.jpg', { modified: '2026-11-23T23:56:00' });
  const others = ['ｆｕｌｌ　ｗｉｄｔｈ', '合同 2025 终稿.docx', 'a.b+c[1]?', '🦊❤️.png', 'がぎ.jpg'].map(
    (name) => object(name, { modified: '2024-01-01T12:00:00' }),
  );
  const files = [march, november, ...others];

  test.each([
    ['resume', ['Résumé (1).PDF']],
    ['RÉSUMÉ', ['Résumé (1).PDF']],
    ['pdf', ['Résumé (1).PDF']],
    ['.PDF (1) ré', ['Résumé (1).PDF']],
    ['full WIDTH', ['ｆｕｌｌ　ｗｉｄｔｈ']],
    ['同', ['合同 2025 终稿.docx']],
    ['终稿　合同', ['合同 2025 终稿.docx']],
    ['a.b+c[1]?', ['a.b+c[1]?']],
    ['.*', []],
    ['[', ['a.b+c[1]?']],
    ['\\', []],
    ['🦊', ['🦊❤️.png']],
    ['❤', ['🦊❤️.png']],
    ['か', []],
    ['が', ['がぎ.jpg']],
    // As it is shown, and as it is.
    ['23:56 img', ['IMG_2.jpg']],
    // A short number is one of a name.
    ['2', ['IMG_2.jpg', '合同 2025 终稿.docx']],
    ['23', ['IMG_2.jpg']],
    ['2026-11', ['IMG_2.jpg']],
    ['2026/11', ['IMG_2.jpg']],
    ['2026.11.23', ['IMG_2.jpg']],
    ['20261123', ['IMG_2.jpg']],
    ['026-11', []],
    ['november 2026', ['IMG_2.jpg']],
    ['11月', ['IMG_2.jpg']],
    ['2026年11月', ['IMG_2.jpg']],
    ['1月', others.map(({ name }) => name)],
    ['2026', ['Résumé (1).PDF', 'IMG_2.jpg']],
    ['2026 pdf', ['Résumé (1).PDF']],
    ['nothing of all this', []],
  ])('for %s', (query, names) => {
    expect(found(files, { query })).toEqual(names);
  });

  test('for nothing is no search', () => {
    expect(isEverything({ ...everything, query: ' 　' })).toBe(true);
    expect(viewOf({ ...everything, query: ' ' }, all, said)).toBe(all);
  });
});

test('documents and all that is nothing else are files', () => {
  const files = ['image', 'video', 'document', 'other', 'deleted'].map((name) =>
    object(name, { kind: name === 'deleted' ? 'other' : name }),
  );
  expect(found(files, { kinds: 'image' })).toEqual(['image']);
  expect(found(files, { kinds: 'video' })).toEqual(['video']);
  expect(found(files, { kinds: 'file' })).toEqual(['document', 'other']);
  expect(found(files, { kinds: 'file', query: 'doc' })).toEqual(['document']);
});

test('by name numbers count as numbers; by size the largest is first; what is equal stays as it was', () => {
  const files = ['b', 'IMG_10', 'img_9', 'É', 'e', '一', 'a', 'A'].map((name, size) =>
    object(name, { size: size % 3 }),
  );
  expect(found(files, { order: 'name' })).toEqual(['a', 'A', 'b', 'É', 'e', 'img_9', 'IMG_10', '一']);
  expect(found(files, { order: 'size' })).toEqual(['img_9', '一', 'IMG_10', 'e', 'A', 'b', 'É', 'a']);
  expect(shown(files, { order: 'size' }).sections).toMatchObject([{ group: '', count: 8 }]);
});

describe('months', () => {
  const months = (...days: string[]) =>
    monthsOf(shown(days.map((day) => object(day, { modified: `${day}T12:00:00` }))).sections).map(
      ({ id, start, count }) => [id, start, count],
    );

  test('are those of the days, where they begin', () => {
    expect(months('2026-11-23', '2026-11-23', '2026-11-01', '2026-01-31', '2025-11-01')).toEqual([
      ['2026-11', 0, 3],
      ['2026-01', 3, 1],
      ['2025-11', 4, 1],
    ]);
    expect(months()).toEqual([]);
  });

  test('that few files bring back are where they were first; many back are no order of time', () => {
    const october = Array.from({ length: 20 }, (_, index) =>
      `2026-10-${20 - index}`.replace(/-(\d)$/, '-0$1'),
    );
    expect(months('2026-11-23', ...october, '2026-11-01', '2026-10-02')).toEqual([
      ['2026-11', 0, 1],
      ['2026-10', 1, 20],
    ]);
    expect(months('2026-11-23', '2026-10-01', '2026-11-01')).toEqual([]);
  });
});
