import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import { Lanes, type LaneWish } from '../../miniprogram/cos/network/Lanes';
import { LinkSpeed } from '../../miniprogram/cos/network/LinkSpeed';
import { notCancellable, startTask } from '../../miniprogram/cos/task/Task';

const MB = 1024 * 1024;
const attempt = { action: 'upload' } as const;

/** Requests that run until the test ends them, by their names. */
function start(count: number, rate = 1e9) {
  const speed = new LinkSpeed(() => 'wifi', { read: () => ({ wifi: rate }), write: () => undefined });
  const lanes = new Lanes(speed, count);
  const started: string[] = [];
  const ends = new Map<string, { end(): void; fail(reason: Error): void }>();
  const wish = (name: string, fileBytes: number, extra = false, cancellation = notCancellable) =>
    lanes.run({ fileBytes, bytes: Math.min(MB, fileBytes), extra }, cancellation, () => {
      started.push(name);
      return new Promise<string>((resolve, reject) =>
        ends.set(name, { end: () => resolve(name), fail: reject }),
      );
    });
  const end = async (...names: string[]) => {
    for (const name of names) ends.get(name)?.end();
    await settled();
  };
  return { lanes, started, wish, end, fail: (name: string) => ends.get(name)?.fail(new Error(name)) };
}

const settled = () => new Promise(setImmediate);

test('small files first, then what else of a file may go, the largest file first', async () => {
  const { started, wish, end } = start(1);
  void wish('first', 9 * MB);
  void wish('more of 20', 20 * MB, true);
  void wish('5', 5 * MB);
  void wish('more of 40', 40 * MB, true);
  void wish('2', 2 * MB);
  void wish('2 too', 2 * MB);
  await settled();
  expect(started).toEqual(['first']);
  for (let i = 0; i < 6; i += 1) await end(started[i] ?? '');
  expect(started).toEqual(['first', '2', '2 too', '5', 'more of 40', 'more of 20']);
});

test('nothing moves: that is told after longer than the link as it was would need, and no more when something does', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { lanes, wish, end } = start(2, MB / 10);
  expect(lanes.standsStill).toBe(false);
  void wish('a', 9 * MB);
  await settled();
  const pass = (milliseconds: number) => {
    jest.advanceTimersByTime(milliseconds);
    return lanes.standsStill;
  };
  // It should take ten seconds.
  expect([pass(19_000), pass(2000)]).toEqual([false, true]);
  await end('a');
  expect(lanes.standsStill).toBe(false);
  let tell: (bytes: number) => void = () => undefined;
  void lanes.run({ fileBytes: 1000, bytes: 1000, extra: false }, notCancellable, (passed) => {
    tell = passed;
    return new Promise(() => undefined);
  });
  await settled();
  expect([pass(14_000), pass(2000)]).toEqual([false, true]);
  tell(500);
  expect([lanes.standsStill, pass(16_000)]).toEqual([false, true]);
  jest.useRealTimers();
});

test('200 requests: never more at a time than there are lanes, and each gets one, also after failures', async () => {
  const { lanes } = start(8);
  let [running, most] = [0, 0];
  const all = Array.from({ length: 200 }, (_, i) =>
    lanes.run({ fileBytes: i, bytes: i, extra: false }, notCancellable, async () => {
      running += 1;
      most = Math.max(most, running);
      await settled();
      running -= 1;
      if (i % 7 === 0) throw new Error('lost');
      return i;
    }),
  );
  const ends = await Promise.allSettled(all);
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(171);
  expect([running, most]).toEqual([0, 8]);
});

test('cancelled while it waits, it never runs, and takes nobody’s lane', async () => {
  const { started, wish, end } = start(1);
  void wish('a', 1);
  const waiting = startTask(attempt, (cancellation) => wish('b', 2, false, cancellation));
  void wish('c', 3);
  await settled();
  waiting.cancel();
  await expect(waiting.result).rejects.toMatchObject({ code: 'cancelled' });
  await end('a');
  expect(started).toEqual(['a', 'c']);
});

test('cancelled in the moment in which it gets a lane, it gives it back', async () => {
  const { started, wish, end } = start(1);
  void wish('a', 1);
  const waiting = startTask(attempt, (cancellation) => wish('b', 2, false, cancellation));
  void wish('c', 3);
  await settled();
  const ended = end('a');
  await Promise.resolve();
  waiting.cancel();
  await ended;
  await waiting.result.catch((error) => failureFrom(error, attempt));
  await end('b');
  expect(started[started.length - 1]).toBe('c');
});

test('what is extra may change while it waits', async () => {
  const { lanes, started, wish, end } = start(1);
  void wish('a', 1);
  const large: LaneWish & { extra: boolean } = { fileBytes: MB, bytes: MB, extra: true };
  void lanes.run(large, notCancellable, async () => started.push('large'));
  void wish('larger', 2 * MB);
  await settled();
  large.extra = false;
  await end('a');
  expect(started).toEqual(['a', 'large', 'larger']);
});

describe('as many at a time as the link carries', () => {
  const KB = 1000;

  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => jest.useRealTimers());
  /** So that all have begun that may. */
  const later = async (seconds: number) => {
    for (let step = 0; step < seconds * 20; step += 1) {
      jest.advanceTimersByTime(50);
      await settled();
    }
  };

  test.each([
    ['parts of 1 MB on 3G: two', 128 * KB, MB, 2],
    ['parts of 1 MB at 20 kB/s, which take 52 s alone: one', 20 * KB, MB, 1],
    ['small files at 20 kB/s: two', 20 * KB, 100 * KB, 2],
    ['small files on 3G: all that are over in ten seconds', 128 * KB, 200 * KB, 6],
    ['small files on Wi-Fi: all lanes', 2000 * KB, 200 * KB, 8],
  ])('%s', async (_case, rate, bytes, count) => {
    const { lanes, started, wish } = start(8, rate);
    for (let i = 0; i < 12; i += 1) void wish(`${i}`, bytes);
    await later(2);
    expect(started).toHaveLength(count);
    // What has no bytes has no need of room.
    void wish('complete', 0);
    await settled();
    expect(started.includes('complete')).toBe(count < lanes.count);
  });

  test('large ones don’t begin in one moment, since they would end in one; small ones do', async () => {
    const large = start(8, 6000 * KB);
    for (let i = 0; i < 12; i += 1) void large.wish(`${i}`, MB);
    await settled();
    expect(large.started).toHaveLength(1);
    await later(0.2);
    expect(large.started).toHaveLength(2);
    const small = start(8, 6000 * KB);
    for (let i = 0; i < 12; i += 1) void small.wish(`${i}`, 100 * KB);
    await settled();
    expect(small.started).toHaveLength(8);
  });

  test('one of which all bytes have left needs no lane, and only one may begin in its place', async () => {
    const { lanes, started, wish } = start(8);
    for (let i = 0; i < 8; i += 1) {
      const whole = { fileBytes: KB, bytes: KB, extra: false };
      void lanes.run(whole, notCancellable, (passed) => {
        passed(i < 5 ? KB : KB - 1);
        return new Promise(() => undefined);
      });
    }
    await settled();
    for (let i = 0; i < 12; i += 1) void wish(`${i}`, KB);
    await settled();
    expect(started).toEqual(['0']);
  });

  test('what tells how far it is may be begun beside another before the link is known, what does not waits', async () => {
    const { lanes } = start(8);
    const begun: string[] = [];
    const run = (name: string, tells: boolean) =>
      void lanes.run({ fileBytes: MB, bytes: 2 * MB, extra: false, tells }, notCancellable, () => {
        begun.push(name);
        return new Promise(() => undefined);
      });
    run('part', false);
    run('form', true);
    run('another part', false);
    await settled();
    expect(begun).toEqual(['part', 'form']);
  });

  test('what is remembered of the link is trusted when bytes have passed: the phone may be elsewhere', async () => {
    const { lanes, started, wish } = start(8);
    let passed: (bytes: number) => void = () => undefined;
    void lanes.run({ fileBytes: 2 * MB, bytes: 2 * MB, extra: false }, notCancellable, (tell) => {
      passed = tell;
      return new Promise(() => undefined);
    });
    for (let i = 0; i < 12; i += 1) void wish(`part ${i}`, 2 * MB);
    await settled();
    expect(started).toHaveLength(0);
    passed(MB);
    await settled();
    expect(started).toHaveLength(2);
  });
});
