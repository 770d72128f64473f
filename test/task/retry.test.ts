import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { retry } from '../../miniprogram/cos/task/retry';
import { notCancellable } from '../../miniprogram/cos/task/Task';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** When each try began, in milliseconds, of tries that all take so long and end with this. */
async function begun(took: number, code: FailureCode, status?: number): Promise<readonly number[]> {
  const start = Date.now();
  const tries: number[] = [];
  const work = async () => {
    tries.push(Date.now() - start);
    await new Promise((resolve) => setTimeout(resolve, took));
    throw new Failure({ code, attempt: { action: 'upload' }, detail: 'cut', status });
  };
  const end = retry(work, { pauses: [1000, 1000], patience: 60_000 }, notCancellable).catch(() => undefined);
  await jest.advanceTimersByTimeAsync(30_000);
  await end;
  return tries;
}

test('a request that fails at once is tried again after a pause', async () => {
  const [, second = 0, third = 0] = await begun(0, 'network-interrupted');
  expect(second).toBeGreaterThanOrEqual(500);
  expect(third - second).toBeGreaterThanOrEqual(500);
});

test('one that was cut after it had run for longer than the pause is tried again at once: the link is there', async () => {
  expect(await begun(4000, 'network-interrupted')).toEqual([0, 4000, 8000]);
});

test('a server that is too busy gets its pause, however long it thought', async () => {
  const [, second = 0] = await begun(4000, 'server-error', 503);
  expect(second).toBeGreaterThanOrEqual(4500);
});
