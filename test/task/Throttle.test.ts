import { Throttle } from '../../miniprogram/cos/task/Throttle';

let times: number[];
let throttle: Throttle;
beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  times = [];
  throttle = new Throttle(() => times.push(Date.now() - 1_000_000), 250);
});
afterEach(() => jest.useRealTimers());

/** Asks for it each 10 ms. */
const askFor = (milliseconds: number) => {
  for (let passed = 0; passed < milliseconds; passed += 10) {
    throttle.soon();
    jest.advanceTimersByTime(10);
  }
};

test('soon: at once when nothing was done for a while, then once in each interval, and what was asked last is done', () => {
  askFor(600);
  jest.advanceTimersByTime(1000);
  expect(times).toEqual([0, 250, 500, 750]);
});

test('at the end of the turn: once however often it is asked for, with what was to be done soon', async () => {
  throttle.now();
  for (let i = 0; i < 10; i += 1) {
    throttle.soon();
    throttle.atEndOfTurn();
  }
  expect(times).toEqual([0]);
  await Promise.resolve();
  expect(times).toEqual([0, 0]);
  expect(jest.getTimerCount()).toBe(0);
});

test('stopped, nothing is done any more', async () => {
  throttle.now();
  throttle.soon();
  throttle.atEndOfTurn();
  throttle.stop();
  await Promise.resolve();
  jest.advanceTimersByTime(1000);
  expect(times).toEqual([0]);
});

test('a clock that is set back makes nothing wait longer', () => {
  throttle.now();
  jest.setSystemTime(0);
  throttle.soon();
  jest.advanceTimersByTime(250);
  expect(times).toHaveLength(2);
});
