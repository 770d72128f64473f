import { cleanName, nameLimit, objectKey, readObjectKey, utf8Length } from '../../miniprogram/cos/keys';

const prefix = 'users/oABC/';

test.each([
  '照片 of a+b #1 100% & "Ü".jpg',
  '2-3.jpg',
  '1234567890123-looks-like-a-key.jpg',
  'no extension',
  '🙂.png',
])('%s survives being a key', (name) => {
  expect(readObjectKey(objectKey(prefix, 1_769_840_701_000, name))).toEqual({
    name,
    time: 1_769_840_701_000,
  });
});

test('keys sort the newest first, over digits and years', () => {
  const times = [0, 999, 1_000_000_000_000, 1_769_840_701_000, 1_769_840_701_001, 4_000_000_000_000];
  const keys = times.map((time) => objectKey(prefix, time, 'a'));
  expect([...keys].sort()).toEqual([...keys].reverse());
});

test('an object that came another way keeps its own name', () => {
  expect(readObjectKey('users/oABC/trip/beach.jpg')).toEqual({ name: 'beach.jpg' });
});

test('a name may fill the key to its 850 bytes', () => {
  const name = '照'.repeat(Math.floor(nameLimit(prefix) / 3));
  expect(utf8Length(objectKey(prefix, Date.now(), name))).toBeGreaterThan(847);
  expect(utf8Length(objectKey(prefix, Date.now(), name))).toBeLessThanOrEqual(850);
});

test.each([
  ['a/b\\c.jpg', 'a_b_c.jpg'],
  ['tab\there\u0000.jpg', 'tab_here_.jpg'],
  ['half \ud83d.jpg', 'half _.jpg'],
  ['whole 🙂.jpg', 'whole 🙂.jpg'],
  ['  a .jpg ', 'a .jpg'],
  ['', 'file'],
])('%j becomes %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean);
});
