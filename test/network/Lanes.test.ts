import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import { Lanes, type LaneWish } from '../../miniprogram/cos/network/Lanes';
import { notCancellable, startTask } from '../../miniprogram/cos/task/Task';

const MB = 1024 * 1024;
const attempt = { action: 'upload' } as const;

/** Requests that run until the test ends them, by their names. */
function start(count: number) {
  const lanes = new Lanes(count);
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
  large.extra = false;
  await end('a');
  expect(started).toEqual(['a', 'large', 'larger']);
});
