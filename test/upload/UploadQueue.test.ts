import type { UploadQueue, UploadQueueOptions } from '../../miniprogram/cos/upload/UploadQueue';
import { commandsIn, type UploadState } from '../../miniprogram/cos/upload/UploadState';
import { failureOf, objectNamed, type Sending, scriptedQueue, TestNetwork } from './support/ScriptedUpload';

const file = (name: string, size = 100) => ({ path: `/tmp/${name}`, name, size });
const screenOn = jest.fn();
const queues: UploadQueue[] = [];

beforeEach(() => {
  screenOn.mockClear();
  Object.assign(globalThis, {
    wx: { setKeepScreenOn: (options: { keepScreenOn: boolean }) => screenOn(options.keepScreenOn) },
  });
});

afterEach(() => {
  for (const queue of queues.splice(0)) queue.cancelAll();
});

/** A queue whose files do what the test says. */
function start(filesAtOnce = 2, options: UploadQueueOptions = { pace: 250 }) {
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
  const network = new TestNetwork();
  const queue = scriptedQueue(script, options, { filesAtOnce, network });
  queues.push(queue);
  const states = () => queue.items.map(({ state }) => state.name);
  const sending = (name: string) => {
    const found = running.get(name);
    if (!found) throw new Error(`${name} was not sent`);
    return found;
  };
  return { queue, network, states, sending, starts, discarded };
}

/** Lets promises settle. */
const settled = () => new Promise(setImmediate);

test('some at a time, in their order', async () => {
  const { queue, states, sending } = start();
  queue.add(['a', 'b', 'c', 'd'].map((name) => file(name)));
  expect(states()).toEqual(['uploading', 'uploading', 'queued', 'queued']);
  sending('b').succeed();
  await settled();
  expect(states()).toEqual(['uploading', 'done', 'uploading', 'queued']);
  expect(queue.items[1]?.state).toEqual({ name: 'done', object: objectNamed('b') });
});

test('that all is over is told at once, not when the next progress would be', async () => {
  const { queue, states, sending } = start();
  queue.add([file('a'), file('b')]);
  await settled();
  const listener = jest.fn(() => states());
  queue.subscribe(listener);
  sending('a').succeed();
  await settled();
  expect(listener).not.toHaveBeenCalled();
  sending('b').succeed();
  await settled();
  expect(listener.mock.results).toEqual([{ type: 'return', value: ['done', 'done'] }]);
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
  queue.add(['a', 'b', 'c', 'd'].map((name) => file(name)));
  sending('a').succeed();
  sending('b').fail(failureOf('upload-lost'));
  sending('c').succeed();
  await settled();
  const listener = jest.fn();
  queue.subscribe(listener);
  queue.removeAll();
  await settled();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(states()).toEqual(['failed', 'uploading']);
});

test('listeners hear a few times a second of what changes by itself, at once of what a person does', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { queue, sending } = start(12);
  queue.add(Array.from({ length: 100 }, (_, index) => file(String(index), index + 1)));
  let heard = 0;
  const end = queue.subscribe(() => {
    heard += 1;
  });
  // A hundred small files that are done within a second.
  for (let index = 0; index < 99; index += 1) {
    sending(String(index)).progress(50);
    sending(String(index)).succeed();
    await settled();
    jest.advanceTimersByTime(10);
  }
  expect(heard).toBeGreaterThanOrEqual(4);
  expect(heard).toBeLessThanOrEqual(5);
  jest.advanceTimersByTime(250);
  heard = 0;
  queue.pauseAll();
  await settled();
  expect(heard).toBe(1);
  queue.resumeAll();
  await settled();
  expect(heard).toBe(2);
  end();
  sending('99').succeed();
  await settled();
  jest.advanceTimersByTime(250);
  expect(heard).toBe(2);
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
  const error = failureOf('upload-lost');
  sending('a').fail(error);
  await settled();
  expect(queue.items[0]?.state).toEqual({ name: 'failed', failure: error });
  queue.retry('1');
  expect(queue.items[0]?.state).toEqual({
    name: 'uploading',
    isSending: false,
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
  expect(await told(() => queue.add(['a', 'b', 'c'].map((name) => file(name))))).toEqual([
    'uploading uploading queued running',
  ]);
  sending('a').progress(10);
  await told(() => queue.pause('2'));
  await told(() => queue.pauseAll());
  expect([...states(), queue.state.name]).toEqual(['waiting', 'paused', 'queued', 'paused']);
  // What is added meanwhile waits with the others.
  expect(await told(() => queue.add([file('d')]))).toEqual(['waiting paused queued queued paused']);
  expect(await told(() => queue.resumeAll())).toEqual(['uploading uploading queued queued running']);
  sending('a').fail('upload-lost');
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
  sending('b').fail(failureOf('upload-lost'));
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
  queue.add(['a', 'b'].map((name) => file(name)));
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

test('the smallest file first, and the screen stays on while anything runs', async () => {
  const { queue, starts, sending } = start(1);
  queue.add([file('large', 300), file('small', 10), file('same', 10)]);
  expect(starts).toEqual(['small']);
  sending('small').succeed();
  await settled();
  sending('same').succeed();
  await settled();
  expect(starts).toEqual(['small', 'same', 'large']);
  expect(screenOn.mock.calls).toEqual([[true]]);
  queue.pauseAll();
  queue.resumeAll();
  await settled();
  sending('large').succeed();
  await settled();
  expect(screenOn.mock.calls).toEqual([[true], [false], [true], [false]]);
});

describe('what all files share', () => {
  test('a key that is refused for 200 files stops the queue once, and resumeAll tries again', async () => {
    const { queue, states, sending, starts } = start(12);
    const listener = jest.fn();
    queue.add(Array.from({ length: 200 }, (_, index) => file(String(index))));
    sending('3').progress(50);
    queue.subscribe(listener);
    for (const name of [...starts]) sending(name).fail('key-rejected');
    await settled();
    expect(listener.mock.calls.length).toBeLessThan(4);
    expect(starts).toHaveLength(12);
    expect(queue.state).toMatchObject({ name: 'stopped', failure: { code: 'key-rejected' } });
    expect(queue.state).toMatchObject({ failure: { attempt: { action: 'upload' } } });
    expect(queue.state).not.toMatchObject({ failure: { attempt: { name: expect.anything() } } });
    expect(states().filter((name) => name === 'queued')).toHaveLength(199);
    expect(states()[3]).toBe('waiting');
    queue.add([file('later')]);
    expect(starts).toHaveLength(12);
    queue.resumeAll();
    expect(starts).toHaveLength(24);
    expect(queue.state.name).toBe('running');
    for (const name of starts.slice(12)) sending(name).fail('key-rejected');
    await settled();
    queue.cancelAll();
    await settled();
    // What is added when those are gone is tried.
    queue.add([file('new')]);
    expect(starts.slice(24)).toEqual(['new']);
  });

  test("one refusal is the file's own, the second one after the other is not", async () => {
    const { queue, states, sending } = start(2);
    queue.add(['a', 'b', 'c', 'd', 'e'].map((name) => file(name)));
    sending('a').fail('access-denied');
    await settled();
    sending('b').succeed();
    await settled();
    sending('c').fail('access-denied');
    await settled();
    expect([...states(), queue.state.name]).toEqual([
      'failed',
      'done',
      'failed',
      'uploading',
      'uploading',
      'running',
    ]);
    sending('d').fail('access-denied');
    await settled();
    expect([...states(), queue.state.name]).toEqual([
      'failed',
      'done',
      'failed',
      'queued',
      'queued',
      'stopped',
    ]);
  });
});

describe('a network that comes and goes', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  test('nothing fails by it: one file tries after growing pauses, and all go on when it is back', async () => {
    const { queue, network, states, sending, starts } = start(2);
    queue.add([file('a'), file('b'), file('c')]);
    sending('a').progress(30);
    sending('a').fail('timeout');
    await settled();
    expect(queue.items[0]?.state).toMatchObject({
      name: 'waiting',
      progress: { loaded: 30 },
      failure: { code: 'timeout' },
    });
    // The other one that runs goes on by itself.
    expect([...states(), queue.state.name]).toEqual(['waiting', 'uploading', 'queued', 'offline']);
    // WeChat says Wi-Fi: then it is said why.
    expect(queue.state).toMatchObject({ failure: { code: 'timeout', attempt: { action: 'upload' } } });
    sending('b').fail('network-interrupted');
    await settled();
    expect(starts).toEqual(['a', 'b']);
    const tries = [];
    for (const seconds of [1, 1, 2, 4, 4]) {
      jest.advanceTimersByTime(seconds * 1000);
      tries.push(starts.length - 2);
      for (const name of starts.splice(2)) sending(name).fail('timeout');
      await settled();
    }
    expect(tries).toEqual([1, 0, 1, 1, 1]);
    network.become({ isOnline: true }, true);
    expect(states()).toEqual(['uploading', 'uploading', 'waiting']);
    sending('a').succeed();
    sending('b').succeed();
    await settled();
    sending('c').succeed();
    await settled();
    expect([...states(), queue.state.name]).toEqual(['done', 'done', 'done', 'idle']);
    jest.advanceTimersByTime(250);
    expect([network.listenerCount, jest.getTimerCount()]).toEqual([0, 0]);
  });

  test('offline, one that is at fault itself does not try each time, and what is added tries at once', async () => {
    const { queue, network, sending, starts } = start(1);
    network.become({ isOnline: false });
    queue.add([file('bad', 10), file('b'), file('c')]);
    expect(starts).toEqual(['bad']);
    for (const pause of [1000, 2000, 4000]) {
      sending(starts.at(-1) ?? '').fail('timeout');
      await settled();
      jest.advanceTimersByTime(pause);
    }
    expect(starts).toEqual(['bad', 'b', 'c', 'bad']);
    sending('bad').fail('timeout');
    await settled();
    queue.add([file('new', 500)]);
    expect(starts.at(-1)).toBe('new');
  });

  test('what changes nothing is not told', async () => {
    const { queue, network } = start(1);
    queue.add([file('a'), file('b')]);
    await settled();
    const listener = jest.fn();
    queue.subscribe(listener);
    queue.resume('1');
    queue.retryAll();
    network.become({ type: '5g' });
    await settled();
    jest.advanceTimersByTime(250);
    expect(listener).not.toHaveBeenCalled();
    network.become({ isWeak: true });
    jest.advanceTimersByTime(250);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('one that has trouble of its own holds up nobody, and is tried again', async () => {
    const { queue, network, states, sending, starts } = start(1);
    jest.spyOn(network, 'gaveUp').mockReturnValue();
    queue.add([file('a'), file('b'), file('c')]);
    sending('a').fail('server-error');
    await settled();
    sending('b').succeed();
    await settled();
    expect([...states(), queue.state.name]).toEqual(['waiting', 'done', 'uploading', 'running']);
    sending('c').succeed();
    await settled();
    jest.advanceTimersByTime(1000);
    expect(starts).toEqual(['a', 'b', 'c', 'a']);
  });

  test('what WeChat says is offline stops at once; in the background nothing is begun', async () => {
    const { queue, network, states, sending, starts } = start(2);
    queue.add([file('a'), file('b'), file('c')]);
    sending('a').progress(60);
    network.become({ isOnline: false, type: 'none' });
    await settled();
    expect([...states(), queue.state.name]).toEqual(['waiting', 'queued', 'queued', 'offline']);
    network.become({ isOnline: true, type: 'wifi' }, true);
    expect(states()).toEqual(['uploading', 'uploading', 'queued']);
    network.become({ isHidden: true });
    sending('a').fail('network-interrupted');
    sending('b').succeed();
    await settled();
    jest.advanceTimersByTime(600_000);
    expect(states()).toEqual(['waiting', 'done', 'queued']);
    // Whoever presses something is in front, whatever WeChat has told.
    queue.pause('3');
    queue.resume('3');
    expect(states()).toEqual(['uploading', 'done', 'uploading']);
    sending('a').fail('network-interrupted');
    sending('c').fail('network-interrupted');
    await settled();
    network.become({ isHidden: false, isOnline: true }, true);
    expect(states()).toEqual(['uploading', 'done', 'uploading']);
    expect(starts).toEqual(['a', 'b', 'a', 'b', 'a', 'c', 'a', 'c']);
  });

  test('it asks before much goes over a mobile network, again when Wi-Fi is lost, and tells a weak one', async () => {
    const { queue, network, states, starts } = start(1, { askAbove: 150 });
    network.become({ type: undefined });
    queue.add([file('a'), file('b')]);
    // As long as nobody knows what it is.
    expect([starts, queue.state.name]).toEqual([[], 'running']);
    network.become({ type: 'wifi' });
    expect(states()).toEqual(['uploading', 'queued']);
    network.become({ type: '4g', isWeak: true });
    expect([...states(), queue.state]).toEqual(['queued', 'queued', { name: 'asking', bytes: 200 }]);
    await settled();
    queue.allowMobile();
    expect([...states(), queue.state]).toEqual(['uploading', 'queued', { name: 'running', link: 'weak' }]);
    queue.cancelAll();
    await settled();
    queue.add([file('c')]);
    expect(queue.state.name).toBe('running');
    queue.add([file('d')]);
    expect(queue.state.name).toBe('asking');
    // Never, from now on.
    queue.askAbove = Infinity;
    expect(queue.state.name).toBe('running');
  });
});

describe('what a person may do', () => {
  const begun = { progress: { loaded: 1, total: 2 }, kept: 1 };
  const states: [UploadState, string][] = [
    [{ name: 'queued' }, 'pause cancel'],
    [{ name: 'uploading', isSending: true, ...begun }, 'pause cancel'],
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
