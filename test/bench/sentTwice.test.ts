import { sentTwice } from '../../dev/bench/run/Measured';

const request = (operation: string, key: string, status: number, bytes: number) => {
  return { operation, key, status, bytes, seconds: 1 };
};

test('bytes of files that were sent in vain, or again, count as sent twice', () => {
  const form = (key: string, status: number, bytes = 110) => request('PostObject', key, status, bytes);
  const part = (key: string, status: number, bytes: number) => request('UploadPart', key, status, bytes);
  expect(sentTwice([form('a', 200), form('b', 200)], 100)).toBe(0);
  expect(sentTwice([form('a', 400, 30), form('a', 200)], 100)).toBe(30);
  expect(sentTwice([form('a', 200), form('a', 200)], 100)).toBe(110);
  expect(sentTwice([part('a', 200, 60), part('a', 200, 40)], 100)).toBe(0);
  expect(sentTwice([part('a', 200, 60), part('a', 503, 40), part('a', 200, 40)], 100)).toBe(40);
  expect(sentTwice([part('a', 200, 60), part('a', 200, 60), part('a', 200, 40)], 100)).toBe(60);
  expect(sentTwice([request('HeadObject', 'a', 200, 0), form('a', 200)], 100)).toBe(0);
});
