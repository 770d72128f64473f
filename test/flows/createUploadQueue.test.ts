import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { Progress } from '../../miniprogram/cos/task/Task';
import { createUploadQueue } from '../../miniprogram/cos/upload/createUploadQueue';

const file = (name: string) => ({ path: `/tmp/${name}`, name, size: 100 });
const failure = (code: Failure['code']) =>
  new Failure({ code, attempt: { action: 'upload' }, detail: 'told by the test' });

/** A queue whose transfers do what the test says. */
function start(parallel = 2) {
  const running = new Map<
    string,
    { progress(loaded: number): void; succeed(): void; fail(error: Failure): void; ignoreCancel(): void }
  >();
  const starts: string[] = [];
  const discarded: string[] = [];
  const queue = createUploadQueue({
    parallel,
    pace: 250,
    createTransfer: ({ name }) => ({
      start(onProgress: (progress: Progress) => void) {
        starts.push(name);
        let cancel: () => void = () => undefined;
        const result = new Promise<string>((resolve, reject) => {
          const end = () => running.delete(name);
          const fail = (error: Failure) => {
            end();
            reject(error);
          };
          cancel = () => fail(failure('cancelled'));
          const succeed = () => {
            end();
            resolve(`users/me/${name}`);
          };
          const ignoreCancel = () => {
            cancel = () => undefined;
          };
          const progress = (loaded: number) => onProgress({ loaded, total: 100 });
          running.set(name, { progress, succeed, fail, ignoreCancel });
        });
        return { result, cancel: () => cancel() };
      },
      discard: () => discarded.push(name),
    }),
  });
  const states = () => queue.items.map(({ state }) => state.name);
  const transfer = (name: string) => {
    const found = running.get(name);
    if (!found) throw new Error(`${name} is not running`);
    return found;
  };
  return { queue, states, transfer, starts, discarded };
}

/** Lets promises settle. */
const settled = () => new Promise(setImmediate);

test('some at a time, in their order', async () => {
  const { queue, states, transfer } = start();
  queue.add(['a', 'b', 'c', 'd'].map(file));
  expect(states()).toEqual(['uploading', 'uploading', 'queued', 'queued']);
  transfer('b').succeed();
  await settled();
  expect(states()).toEqual(['uploading', 'done', 'uploading', 'queued']);
  expect(queue.items[1]?.state).toEqual({ name: 'done', key: 'users/me/b' });
});

test('progress never goes back, within one try', async () => {
  const { queue, transfer } = start();
  queue.add([file('a')]);
  const seen: number[] = [];
  queue.subscribe(([item]) => {
    if (item?.state.name === 'uploading') seen.push(item.state.progress.loaded);
  });
  jest.useFakeTimers();
  for (const loaded of [10, 40, 20, 60, 50, 90]) {
    transfer('a').progress(loaded);
    jest.advanceTimersByTime(300);
  }
  jest.useRealTimers();
  expect(seen).toEqual([10, 40, 60, 90]);
});

test('all that are done are taken off the list in one change', async () => {
  const { queue, states, transfer } = start(4);
  queue.add(['a', 'b', 'c', 'd'].map(file));
  transfer('a').succeed();
  transfer('b').fail(failure('timeout'));
  transfer('c').succeed();
  await settled();
  const listener = jest.fn();
  queue.subscribe(listener);
  queue.removeDone();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(states()).toEqual(['failed', 'uploading']);
});

test('listeners hear of progress a few times a second, of a state at once', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { queue, transfer } = start();
  queue.add([file('a'), file('b')]);
  let heard = 0;
  const end = queue.subscribe(() => {
    heard += 1;
  });
  for (let loaded = 1; loaded <= 100; loaded += 1) {
    transfer('a').progress(loaded);
    transfer('b').progress(loaded);
    jest.advanceTimersByTime(10);
  }
  expect(heard).toBe(4);
  transfer('a').succeed();
  await settled();
  expect(heard).toBe(5);
  end();
  transfer('b').succeed();
  await settled();
  expect(heard).toBe(5);
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

test('unchanged items stay identical', async () => {
  const { queue, transfer } = start();
  queue.add([file('a'), file('b')]);
  const [, before] = queue.items;
  transfer('a').succeed();
  await settled();
  expect(queue.items[1]).toBe(before);
});

test('a failed one keeps its failure, and can be tried again', async () => {
  const { queue, states, transfer, starts } = start();
  queue.add([file('a')]);
  const error = failure('server-unreachable');
  transfer('a').fail(error);
  await settled();
  expect(queue.items[0]?.state).toEqual({ name: 'failed', failure: error });
  queue.retry('1');
  expect(queue.items[0]?.state).toEqual({ name: 'uploading', progress: { loaded: 0, total: 100 } });
  transfer('a').succeed();
  await settled();
  expect(states()).toEqual(['done']);
  expect(starts).toEqual(['a', 'a']);
});

test('cancelled while it waits, it never starts', async () => {
  const { queue, states, transfer, starts, discarded } = start(1);
  queue.add([file('a'), file('b')]);
  queue.cancel('2');
  expect(states()).toEqual(['uploading', 'cancelled']);
  transfer('a').succeed();
  await settled();
  expect(starts).toEqual(['a']);
  expect(discarded).toEqual(['b']);
});

test('cancelled while it runs, it makes room and frees its parts', async () => {
  const { queue, states, starts, discarded } = start(1);
  queue.add([file('a'), file('b')]);
  queue.cancel('1');
  expect(states()).toEqual(['cancelled', 'queued']);
  await settled();
  expect(states()).toEqual(['cancelled', 'uploading']);
  expect(starts).toEqual(['a', 'b']);
  expect(discarded).toEqual(['a']);
});

test('queued again right after it was cancelled, it starts once the old try has ended', async () => {
  const { queue, states, starts, transfer } = start();
  queue.add([file('a')]);
  queue.cancel('1');
  queue.retry('1');
  expect(states()).toEqual(['queued']);
  await settled();
  expect(states()).toEqual(['uploading']);
  transfer('a').succeed();
  await settled();
  expect(states()).toEqual(['done']);
  expect(starts).toEqual(['a', 'a']);
});

test('what can not be done is not done', async () => {
  const { queue, states, transfer, discarded } = start();
  queue.add([file('a'), file('b')]);
  queue.remove('1');
  queue.retry('1');
  queue.cancel('9');
  expect(states()).toEqual(['uploading', 'uploading']);
  transfer('a').succeed();
  transfer('b').fail(failure('timeout'));
  await settled();
  queue.cancel('1');
  queue.retry('1');
  expect(states()).toEqual(['done', 'failed']);
  queue.remove('1');
  queue.remove('2');
  expect(queue.items).toEqual([]);
  expect(discarded).toEqual(['b']);
});

test('what arrives although it was cancelled and taken off the list is discarded; still listed, it is done', async () => {
  const { queue, states, transfer, discarded } = start();
  queue.add(['a', 'b'].map(file));
  const [a, b] = [transfer('a'), transfer('b')];
  a.ignoreCancel();
  b.ignoreCancel();
  queue.cancel('1');
  queue.cancel('2');
  queue.remove('1');
  a.succeed();
  b.succeed();
  await settled();
  expect(states()).toEqual(['done']);
  expect(discarded).toEqual(['a']);
});
