import { UploadQueue } from '../../miniprogram/cos/upload/UploadQueue';
import { commandsIn, type UploadState } from '../../miniprogram/cos/upload/UploadState';
import { failureOf, objectNamed, ScriptedUpload, type Sending } from './support/ScriptedUpload';

const file = (name: string) => ({ path: `/tmp/${name}`, name, size: 100 });

/** A queue whose files do what the test says. */
function start(filesAtOnce = 2) {
  const running = new Map<string, Sending>();
  const starts: string[] = [];
  const discarded: string[] = [];
  const script = {
    sent(name: string, sending: Sending) {
      starts.push(name);
      running.set(name, sending);
    },
    discarded: (name: string) => void discarded.push(name),
  };
  const queue = new UploadQueue(
    (id, chosen) => new ScriptedUpload(id, chosen, script),
    { pace: 250 },
    filesAtOnce,
  );
  const states = () => queue.items.map(({ state }) => state.name);
  const sending = (name: string) => {
    const found = running.get(name);
    if (!found) throw new Error(`${name} was not sent`);
    return found;
  };
  return { queue, states, sending, starts, discarded };
}

/** Lets promises settle. */
const settled = () => new Promise(setImmediate);

test('some at a time, in their order', async () => {
  const { queue, states, sending } = start();
  queue.add(['a', 'b', 'c', 'd'].map(file));
  expect(states()).toEqual(['uploading', 'uploading', 'queued', 'queued']);
  sending('b').succeed();
  await settled();
  expect(states()).toEqual(['uploading', 'done', 'uploading', 'queued']);
  expect(queue.items[1]?.state).toEqual({ name: 'done', object: objectNamed('b') });
});

test('progress never goes back, within one try', async () => {
  const { queue, sending } = start();
  queue.add([file('a')]);
  const seen: number[] = [];
  queue.subscribe(([item]) => {
    if (item?.state.name === 'uploading') seen.push(item.state.progress.loaded);
  });
  jest.useFakeTimers();
  for (const loaded of [10, 40, 20, 60, 50, 90]) {
    sending('a').progress(loaded);
    jest.advanceTimersByTime(300);
  }
  jest.useRealTimers();
  expect(seen).toEqual([10, 40, 60, 90]);
});

test('all that are done are taken off the list in one change', async () => {
  const { queue, states, sending } = start(4);
  queue.add(['a', 'b', 'c', 'd'].map(file));
  sending('a').succeed();
  sending('b').fail(failureOf('timeout'));
  sending('c').succeed();
  await settled();
  const listener = jest.fn();
  queue.subscribe(listener);
  queue.removeDone();
  await settled();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(states()).toEqual(['failed', 'uploading']);
});

test('listeners hear of progress a few times a second, of a state at once', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { queue, sending } = start();
  queue.add([file('a'), file('b')]);
  let heard = 0;
  const end = queue.subscribe(() => {
    heard += 1;
  });
  for (let loaded = 1; loaded <= 100; loaded += 1) {
    sending('a').progress(loaded);
    sending('b').progress(loaded);
    jest.advanceTimersByTime(10);
  }
  expect(heard).toBeGreaterThanOrEqual(4);
  expect(heard).toBeLessThanOrEqual(5);
  heard = 4;
  sending('a').succeed();
  await settled();
  expect(heard).toBe(5);
  end();
  sending('b').succeed();
  await settled();
  expect(heard).toBe(5);
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

test('unchanged items stay identical', async () => {
  const { queue, sending } = start();
  queue.add([file('a'), file('b')]);
  const [, before] = queue.items;
  sending('a').succeed();
  await settled();
  expect(queue.items[1]).toBe(before);
});

test('a failed one keeps its failure, and can be tried again', async () => {
  const { queue, states, sending, starts } = start();
  queue.add([file('a')]);
  const error = failureOf('server-unreachable');
  sending('a').fail(error);
  await settled();
  expect(queue.items[0]?.state).toEqual({ name: 'failed', failure: error });
  queue.retry('1');
  expect(queue.items[0]?.state).toEqual({
    name: 'uploading',
    progress: { loaded: 0, total: 100 },
    kept: 0,
  });
  sending('a').succeed();
  await settled();
  expect(states()).toEqual(['done']);
  expect(starts).toEqual(['a', 'a']);
});

test('cancelled while it waits, it never starts', async () => {
  const { queue, states, sending, starts, discarded } = start(1);
  queue.add([file('a'), file('b')]);
  queue.cancel('2');
  expect(states()).toEqual(['uploading', 'cancelled']);
  sending('a').succeed();
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
  const { queue, states, starts, sending } = start();
  queue.add([file('a')]);
  queue.cancel('1');
  queue.retry('1');
  expect(states()).toEqual(['queued']);
  await settled();
  expect(states()).toEqual(['uploading']);
  sending('a').succeed();
  await settled();
  expect(states()).toEqual(['done']);
  expect(starts).toEqual(['a', 'a']);
});

test('paused and resumed it goes on, at once too, and its progress stays', async () => {
  const { queue, states, sending, starts } = start(1);
  queue.add([file('a'), file('b')]);
  sending('a').progress(40);
  queue.pause('1');
  expect(queue.items[0]?.state).toEqual({ name: 'paused', progress: { loaded: 40, total: 100 }, kept: 0 });
  // Its room is taken until its request has ended.
  expect(states()).toEqual(['paused', 'queued']);
  await settled();
  expect(states()).toEqual(['paused', 'uploading']);
  queue.resume('1');
  expect(queue.items[0]?.state).toMatchObject({ name: 'waiting', progress: { loaded: 40 } });
  sending('b').succeed();
  await settled();
  expect(queue.items[0]?.state).toMatchObject({ name: 'uploading', progress: { loaded: 40 } });
  sending('a').progress(20);
  queue.pause('1');
  queue.resume('1');
  await settled();
  sending('a').progress(60);
  expect(queue.items[0]?.state).toMatchObject({ name: 'uploading', progress: { loaded: 60 } });
  sending('a').succeed();
  await settled();
  expect(states()).toEqual(['done', 'done']);
  expect(starts).toEqual(['a', 'b', 'a', 'a']);
});

test('what has left whole when it is paused is done when it is answered', async () => {
  const { queue, states, sending } = start();
  queue.add([file('a')]);
  sending('a').ignoreCancel();
  queue.pause('1');
  expect([...states(), queue.state.name]).toEqual(['paused', 'paused']);
  sending('a').succeed();
  await settled();
  expect([...states(), queue.state.name]).toEqual(['done', 'idle']);
});

test('all of it is paused, resumed, cancelled and tried again in one change each', async () => {
  const { queue, states, sending } = start(2);
  const listener = jest.fn();
  queue.subscribe((items, state) =>
    listener([...items.map((item) => item.state.name), state.name].join(' ')),
  );
  const told = async (change: () => void) => {
    change();
    await settled();
    const calls = listener.mock.calls.flat();
    listener.mockClear();
    return calls;
  };
  expect(queue.state).toEqual({ name: 'idle' });
  queue.pauseAll();
  expect(await told(() => queue.add(['a', 'b', 'c'].map(file)))).toEqual([
    'uploading uploading queued running',
  ]);
  await told(() => queue.pause('2'));
  await told(() => queue.pauseAll());
  expect([...states(), queue.state.name]).toEqual(['waiting', 'paused', 'waiting', 'paused']);
  // What is added meanwhile waits with the others.
  expect(await told(() => queue.add([file('d')]))).toEqual(['waiting paused waiting queued paused']);
  expect(await told(() => queue.resumeAll())).toEqual(['uploading uploading waiting queued running']);
  sending('a').fail('timeout');
  sending('b').fail('file-empty');
  await told(() => undefined);
  await told(() => queue.pauseAll());
  expect((await told(() => queue.cancelAll()))[0]).toBe('failed failed cancelled cancelled idle');
  expect(await told(() => queue.retryAll())).toEqual(['uploading failed cancelled cancelled running']);
  expect(await told(() => queue.retryAll(['2', '3']))).toEqual([
    'uploading failed uploading cancelled running',
  ]);
});

test('what can not be done is not done', async () => {
  const { queue, states, sending, discarded } = start();
  queue.add([file('a'), file('b')]);
  queue.remove('1');
  queue.retry('1');
  queue.cancel('9');
  expect(states()).toEqual(['uploading', 'uploading']);
  sending('a').succeed();
  sending('b').fail(failureOf('timeout'));
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
  const { queue, states, sending, discarded } = start();
  queue.add(['a', 'b'].map(file));
  const [a, b] = [sending('a'), sending('b')];
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

test('what is added is told, with the name that its key will have', () => {
  const { queue } = start();
  const added = queue.add([file('a'), file('b/c')]);
  expect(added.map(({ id, file: { name } }) => `${id} ${name}`)).toEqual(['1 a', '2 b_c']);
  expect(queue.items).toEqual(added);
});

describe('what a person may do', () => {
  const begun = { progress: { loaded: 1, total: 2 }, kept: 1 };
  const states: [UploadState, string][] = [
    [{ name: 'queued' }, 'pause cancel'],
    [{ name: 'uploading', ...begun }, 'pause cancel'],
    [{ name: 'waiting', ...begun }, 'pause cancel'],
    [{ name: 'paused', ...begun }, 'resume cancel'],
    [{ name: 'failed', failure: failureOf('timeout') }, 'retry remove'],
    [{ name: 'failed', failure: failureOf('file-empty') }, 'remove'],
    [{ name: 'cancelled' }, 'retry remove'],
    [{ name: 'done', object: objectNamed('a') }, 'show remove'],
  ];

  test.each(states)('%j: %s', (state, commands) => {
    expect(commandsIn(state).join(' ')).toBe(commands);
  });

  test('trying again what would end the same way is not one of it', async () => {
    const { queue, states: now, sending } = start();
    queue.add([file('a')]);
    sending('a').fail('file-empty');
    await settled();
    queue.retry('1');
    expect(now()).toEqual(['failed']);
  });
});
