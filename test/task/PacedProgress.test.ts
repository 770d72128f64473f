import { PacedProgress } from '../../miniprogram/cos/task/PacedProgress';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('however often WeChat tells of progress, it is passed on a few times a second, and at the end', () => {
  const seen: number[] = [];
  const progress = new PacedProgress(({ loaded }) => seen.push(loaded));
  for (let loaded = 1; loaded <= 1000; loaded += 1) {
    progress.set(loaded, 1000);
    jest.advanceTimersByTime(1);
  }
  progress.stop();
  expect(seen.length).toBeLessThanOrEqual(6);
  expect(seen.at(-1)).toBe(1000);
  expect(jest.getTimerCount()).toBe(0);
});

test('what is fetched again counts once, and nothing is told twice', () => {
  const seen: number[] = [];
  const progress = new PacedProgress(({ loaded, total }) => seen.push(loaded, total));
  for (const loaded of [400, 100, 400, 300, 600]) {
    progress.set(loaded, 1000);
    jest.advanceTimersByTime(300);
  }
  expect(seen).toEqual([400, 1000, 600, 1000]);
});
