import { bytesTooLong, cleanName, keys, utf8Length } from '../../miniprogram/cos/keys';

const prefix = 'users/oABC/';

test.each([
  '照片 of a+b #1 100% & "Ü".jpg',
  '2-3.jpg',
  '1234567890123-looks-like-a-key.jpg',
  'no extension',
  '🙂.png',
])('%s survives being a key', (name) => {
  const time = 1_769_840_701_000;
  expect(keys.read(prefix + keys.make({ name, time }))).toEqual({ name, time });
});

test('keys sort the newest first, over digits and years', () => {
  const times = [0, 999, 1_000_000_000_000, 1_769_840_701_000, 1_769_840_701_001, 4_000_000_000_000];
  const made = times.map((time) => keys.make({ name: 'a', time }));
  expect([...made].sort()).toEqual([...made].reverse());
});

test('an object that came another way keeps its own name', () => {
  expect(keys.read('users/oABC/trip/beach.jpg')).toEqual({ name: 'beach.jpg' });
});

test('COS takes 850 bytes of UTF-8', () => {
  const key = (bytes: number) => prefix + '照'.repeat(270) + 'a'.repeat(bytes - prefix.length - 810);
  expect(utf8Length(key(851))).toBe(851);
  expect([849, 850, 851, 900].map((bytes) => bytesTooLong(key(bytes)))).toEqual([0, 0, 1, 50]);
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
