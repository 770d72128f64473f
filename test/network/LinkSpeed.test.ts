import { LinkSpeed } from '../../miniprogram/cos/network/LinkSpeed';
import { appLife } from '../../miniprogram/cos/task/AppLife';

const MB = 1024 * 1024;

let remembered: Record<string, number>;
let writes: number;
let type: string;
beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000_000 });
  [remembered, writes, type] = [{}, 0, 'wifi'];
});
afterEach(() => jest.useRealTimers());

const start = () =>
  new LinkSpeed(() => type, {
    read: () => remembered,
    write: (rates) => {
      remembered = { ...rates };
      writes += 1;
    },
  });
const seconds = (count: number) => jest.advanceTimersByTime(count * 1000);

/** So many requests side by side, on a link of this rate, in bytes a second. */
function send(speed: LinkSpeed, rate: number, bytes: number, lanes: number, progress = false): void {
  const requests = Array.from({ length: lanes }, () => speed.measure(bytes));
  const took = (bytes * lanes) / rate;
  if (progress)
    for (let passed = 1; passed < took; passed += 1) {
      seconds(1);
      for (const request of requests) request.passed((passed * rate) / lanes);
    }
  seconds(progress ? took - Math.ceil(took) + 1 : took);
  for (const request of requests) request.end(true);
}
const about = (rate: number) => [rate * 0.7, rate * 1.4] as const;
const expectAbout = (speed: LinkSpeed, rate: number) => {
  const [least, most] = about(rate);
  expect(speed.rate).toBeGreaterThan(least);
  expect(speed.rate).toBeLessThan(most);
};

test.each([
  ['3G, in parts', 128e3, MB, 2, false],
  ['20 kB/s, in parts', 20e3, MB, 1, false],
  ['4G, forms that tell how far they are', 2.5e6, 2 * MB, 4, true],
  ['fast Wi-Fi, in parts', 20e6, 4 * MB, 8, false],
])('%s: known within a few requests, whatever was believed', (_case, rate, bytes, lanes, progress) => {
  for (const believed of [20e3, 2e6, 20e6]) {
    remembered = { wifi: believed };
    const speed = start();
    for (let i = 0; i < 8; i += 1) send(speed, rate, bytes, lanes, progress);
    expectAbout(speed, rate);
  }
});

test('small files, of which most of the time is the way there and back, tell of no slow link', () => {
  remembered = { wifi: 6e6 };
  const speed = start();
  for (let i = 0; i < 50; i += 1) send(speed, 0.5e6, 20e3, 1);
  expect(speed.rate).toBe(6e6);
});

test('one wild sample is none', () => {
  remembered = { wifi: 1e6 };
  const speed = start();
  const request = speed.measure(4 * MB);
  seconds(1);
  // It lies in a buffer of the phone.
  request.passed(3 * MB);
  expect(speed.rate).toBeLessThan(2e6);
  for (let i = 0; i < 19; i += 1) {
    seconds(1);
    request.passed(3 * MB + i * 50_000);
  }
  request.end(true);
  expectAbout(speed, 50_000);
});

test('a request that failed after a long time says that the link was slower, one that was cut says nothing', () => {
  remembered = { wifi: 2e6 };
  const speed = start();
  const cut = speed.measure(MB);
  seconds(3);
  cut.end(false);
  expect(speed.rate).toBe(2e6);
  for (let i = 0; i < 4; i += 1) {
    const late = speed.measure(MB);
    seconds(60);
    late.end(false);
  }
  expect(speed.rate).toBeLessThan(30e3);
});

test('each type of network has its own rate, kept over a restart and seldom written', () => {
  const speed = start();
  for (let i = 0; i < 100; i += 1) send(speed, 5e6, MB, 8);
  type = '3g';
  for (let i = 0; i < 10; i += 1) send(speed, 60e3, MB, 1);
  expect(writes).toBeLessThan(12);
  const again = start();
  expectAbout(again, 60e3);
  type = 'wifi';
  expectAbout(again, 5e6);
});

test('what may be under way grows with what has passed, and begins anew on another network or after a rest', () => {
  const speed = start();
  const least = speed.trusted;
  expect(least).toBeLessThan(MB);
  send(speed, 5e6, MB, 1);
  expect(speed.trusted).toBeGreaterThan(least + MB - 1);
  seconds(60);
  expect(speed.trusted).toBe(least);
  send(speed, 5e6, MB, 1);
  type = '4g';
  expect(speed.trusted).toBe(least);
});

test('a clock that is set back makes nothing wild', () => {
  remembered = { wifi: 1e6 };
  const speed = start();
  const request = speed.measure(MB);
  jest.setSystemTime(0);
  request.end(true);
  send(speed, 1e6, MB, 1);
  expectAbout(speed, 1e6);
});

test('a clock that is set right while a request runs says nothing, and nothing of it is kept', () => {
  remembered = { wifi: 2e6 };
  const speed = start();
  const [told, untold] = [speed.measure(4 * MB), speed.measure(4 * MB)];
  seconds(1);
  jest.setSystemTime(Date.now() + 24 * 3600_000);
  told.passed(2 * MB);
  untold.end(true);
  told.end(true);
  expectAbout(speed, 2e6);
  expect([remembered, writes]).toEqual([{ wifi: 2e6 }, 0]);
});

test('what breaks while the Mini Program is in the background says nothing', () => {
  const told: Record<string, () => void> = {};
  Object.assign(globalThis, {
    wx: {
      onAppHide: (listener: () => void) => Object.assign(told, { hide: listener }),
      onAppShow: (listener: () => void) => Object.assign(told, { show: listener }),
    },
  });
  appLife.watch();
  remembered = { wifi: 2e6 };
  const speed = start();
  const request = speed.measure(MB);
  seconds(1);
  told.hide?.();
  seconds(600);
  request.end(false);
  told.show?.();
  expect(speed.rate).toBe(2e6);
});
