import fc from 'fast-check';
import { FileUpload } from '../../miniprogram/cos/upload/FileUpload';
import { UploadQueue } from '../../miniprogram/cos/upload/UploadQueue';
import { UploadRecord } from '../../miniprogram/cos/upload/UploadRecord';
import { type Fate, ModelCloud } from './support/ModelCloud';
import { TestNetwork } from './support/ScriptedUpload';

/** Whatever a person presses, and whatever becomes of each request: each file is stored once, by one sender. */

jest.mock('../../miniprogram/cos/upload/partSize', () => ({ formLimit: () => 40, partSize: () => 10 }));
jest.mock('../../miniprogram/cos/files/wxFiles', () => ({
  ...jest.requireActual('../../miniprogram/cos/files/wxFiles'),
  lookAtFile: async (path: string) => ({ path, size: Number(path.split('/')[1]), modified: 1 }),
  readSlice: async (_path: string, _position: number, length: number) => new ArrayBuffer(length),
}));
Object.assign(globalThis, {
  wx: { getStorageSync: () => undefined, setStorage: () => undefined, setKeepScreenOn: () => undefined },
});

type Step = readonly [what: string, choice: number];

const PRESSED = ['pause', 'resume', 'cancel', 'retry', 'remove'] as const;
const ALL = ['pauseAll', 'resumeAll', 'cancelAll', 'retryAll'] as const;
const FATES = ['answer', 'answer', 'answer', 'lose', 'cut'] as const;
const step = fc.tuple(
  fc.constantFrom(
    'add',
    ...PRESSED,
    ...PRESSED,
    ...ALL,
    ...FATES,
    'half',
    'left',
    'left',
    'offline',
    'online',
    'hide',
    'show',
    'turn',
    'turn',
  ),
  fc.nat(30),
);

const turn = () => new Promise(setImmediate);

function start() {
  const cloud = new ModelCloud();
  const network = new TestNetwork();
  const keys = {
    unique: true,
    make: ({ name }: { name: string }) => name,
    read: (key: string) => ({ name: key }),
  };
  const journal = { write: () => false, forget: () => undefined, setUser: () => undefined };
  const means = { connection: cloud.connection, keys, journal } as never;
  const queue = new UploadQueue(
    (id, file) => new FileUpload(id, file, means, { record: new UploadRecord(journal as never, `b_${id}`) }),
    { pace: 0 },
    { filesAtOnce: 3, network, networkPauses: [0] },
  );
  let added = 0;
  const add = (choice: number) => {
    added += 1;
    // Forms, and files of two to six parts.
    const size = choice % 2 === 0 ? 10 + choice : 20 + choice;
    queue.add([{ path: `p/${size}/${added}`, name: `${added}.bin`, size }]);
  };
  const most = new Map<string, number>();
  queue.subscribe((items) => {
    for (const { id, state } of items) {
      if (!('progress' in state)) most.delete(id);
      else if (state.progress.loaded < (most.get(id) ?? 0)) cloud.faults.push(`${id} goes back`);
      else most.set(id, state.progress.loaded);
      if (state.name === 'failed') cloud.faults.push(`${id} failed by ${state.failure.code}`);
    }
  });
  /** What was done when it was taken off the list stays. */
  const stays: string[] = [];
  const take = async ([what, choice]: Step) => {
    const { items } = queue;
    const id = items[choice % Math.max(1, items.length)]?.id ?? '';
    const item = items.find((each) => each.id === id);
    if (what === 'remove' && item?.state.name === 'done') stays.push(item.state.object.key);
    if (what === 'add') add(choice);
    else if (what === 'turn') await turn();
    else if (what === 'half' || what === 'left') cloud.send(choice, what === 'half' ? 0.5 : 1);
    else if (what === 'offline') network.become({ isOnline: false, type: 'none' });
    else if (what === 'hide') network.become({ isHidden: true });
    else if (what === 'show') network.become({ isHidden: false, isOnline: true }, true);
    else if (what === 'online') network.become({ isOnline: true, type: 'wifi' }, true);
    else if ((PRESSED as readonly string[]).includes(what)) queue[what as (typeof PRESSED)[number]](id);
    else if ((ALL as readonly string[]).includes(what)) queue[what as (typeof ALL)[number]]();
    else cloud.step(choice, what as Fate);
  };
  return { cloud, network, queue, stays, add, take };
}

test('pause, resume, cancel, retry in any order, while requests are answered, lost and cut', async () => {
  jest.spyOn(console, 'warn').mockReturnValue();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const { cloud, network, queue, stays, add, take } = start();
      for (const size of [30, 61]) add(size);
      for (const each of steps) await take(each);
      network.become({ isOnline: true, isHidden: false, type: 'wifi' }, true);
      queue.resumeAll();
      for (const { id, state } of queue.items) if (state.name === 'cancelled') queue.retry(id);
      for (let quiet = 0; quiet < 5; quiet += 1) {
        while (cloud.pending.length > 0) {
          cloud.step(0, 'answer');
          await turn();
          quiet = 0;
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (queue.state.name === 'offline') network.become({ isOnline: true }, true);
      }
      expect(cloud.faults).toEqual([]);
      expect(queue.items.map(({ state }) => state.name)).toEqual(queue.items.map(() => 'done'));
      const done = queue.items.flatMap(({ state }) => (state.name === 'done' ? [state.object.key] : []));
      expect([...cloud.objects.keys()].sort()).toEqual([...stays, ...done].sort());
      expect([...cloud.uploads.keys()]).toEqual([]);
      for (const { file, state } of queue.items)
        expect(state.name === 'done' && cloud.objects.get(state.object.key)).toBe(file.size);
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
});
