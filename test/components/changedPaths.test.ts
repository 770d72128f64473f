import { changedPaths } from '../../miniprogram/cos/components/changedPaths';

const rows = [
  { id: 'a', line: '1 of 9', percent: 11 },
  { id: 'b', line: 'waiting', percent: 0 },
];

test('nothing changed, nothing is sent', () => {
  expect(changedPaths('rows', rows, structuredClone(rows))).toEqual({});
});

test('one field of one row is one path', () => {
  expect(changedPaths('rows', rows, [{ ...rows[0], line: '2 of 9' }, rows[1]])).toEqual({
    'rows[0].line': '2 of 9',
  });
});

test('a row at the end is sent alone', () => {
  const added = { id: 'c', line: 'waiting', percent: 0 };
  expect(changedPaths('rows', rows, [...rows, added])).toEqual({ 'rows[2]': added });
});

test('a list whose rows moved or went away is sent whole', () => {
  expect(changedPaths('rows', rows, [rows[1], rows[0]])).toEqual({ rows: [rows[1], rows[0]] });
  expect(changedPaths('rows', rows, [rows[0]])).toEqual({ rows: [rows[0]] });
});

test('lists within lists', () => {
  const before = { sections: [{ id: 'running', rows }] };
  const after = { sections: [{ id: 'running', rows: [rows[0], { ...rows[1], percent: 5 }] }] };
  expect(changedPaths('view', before, after)).toEqual({ 'view.sections[0].rows[1].percent': 5 });
});

test('null and an object replace each other', () => {
  expect(changedPaths('total', null, { title: 'a' })).toEqual({ total: { title: 'a' } });
  expect(changedPaths('total', { title: 'a' }, null)).toEqual({ total: null });
});

test('an object with other fields is sent whole', () => {
  expect(changedPaths('row', { id: 'a' }, { id: 'a', line: 'x' })).toEqual({ row: { id: 'a', line: 'x' } });
});
