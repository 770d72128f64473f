import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { Failure } from '../../miniprogram/cos/failures/Failure';
import type { UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';
import { errorAnswer, prefix, type Reply, type SeenRequest } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { fewOf, testWide } from '../support/isWide';

/** What an upload says of itself is what is on the server: whatever answer is lost, late, or not COS's. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');

const MB = 1024 * 1024;
const SMALL = 100_000;
/** Five parts, the last one small. A smaller file would go up in one request over a fast link. */
const LARGE = 4 * MB + 5000;
jest.setTimeout(10_000);

const limits = {
  ...timeLimits,
  uploadPauses: [5, 10, 20, 40],
  operationPauses: [5],
  networkPauses: [20, 40],
};
const opened: Flows[] = [];

function flowsNow(changes: Partial<typeof limits> = {}): Flows {
  const flows = createFlows(cloud.config(), { limits: { ...limits, ...changes } });
  opened.push(flows);
  return flows;
}

afterEach(() => {
  for (const { uploads } of opened.splice(0)) uploads.cancelAll();
});

function add(flows: Flows, bytes: Buffer, name = 'a.jpg'): { onDisk: string } {
  const path = phone.file('chosen.jpg', bytes);
  flows.uploads.add([{ path, name, size: bytes.length }]);
  return { onDisk: phone.onDisk(path) };
}

/** Resolves when the only item is in this state. */
function reaches<N extends UploadState['name']>(
  flows: Flows,
  name: N,
): Promise<Extract<UploadState, { name: N }>> {
  return new Promise((resolve) => {
    const look = (items: readonly UploadItem[]) => {
      const state = items[0]?.state;
      if (state?.name !== name) return;
      end();
      resolve(state as Extract<UploadState, { name: N }>);
    };
    const end = flows.uploads.subscribe(look);
    look(flows.uploads.items);
  });
}

/** Resolves with why the queue has stopped. */
function stops({ uploads }: Flows): Promise<Failure> {
  return new Promise((resolve) => {
    const end = uploads.subscribe((_items, state) => {
      if (state.name !== 'stopped') return;
      end();
      resolve(state.failure);
    });
  });
}

/** Resolves as soon as nothing more becomes of the item by itself. */
async function ended(flows: Flows): Promise<UploadState> {
  return Promise.race([reaches(flows, 'done'), reaches(flows, 'failed'), reaches(flows, 'cancelled')]);
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

/** Answers the first requests of an operation like this, one after the other, and the rest as COS does. */
function answer(operation: string, ...replies: Reply[]): void {
  cloud.reply = (request) => (request.operation === operation ? replies.shift() : undefined);
}

const only = () => {
  expect(cloud.objects.size).toBe(1);
  return [...cloud.objects][0] ?? ['', { body: Buffer.of() }];
};
const isWhole = (bytes: Buffer, state: UploadState) => {
  expect(state).toMatchObject({ name: 'done' });
  const [key, { body }] = only();
  expect(state).toMatchObject({ name: 'done', object: { key, size: bytes.length } });
  expect(body.equals(bytes)).toBe(true);
  expect(cloud.uploads.size).toBe(0);
};
const nothingIsLeft = () => until(() => cloud.objects.size === 0 && cloud.uploads.size === 0);

/** Resolves with what lets the first such request go on. */
function hold(matches: (request: SeenRequest) => boolean): Promise<(reply?: Reply) => void> {
  return new Promise((resolve) => {
    let held = false;
    cloud.reply = (request) => {
      if (held || !matches(request)) return undefined;
      held = true;
      return new Promise<Reply>((go) => resolve(go));
    };
  });
}

/** Of an upload, each with the bytes of a file that is sent by it. */
const requests: [operation: string, bytes: number][] = [
  ['PostObject', SMALL],
  ['InitiateMultipartUpload', LARGE],
  ['UploadPart', LARGE],
  ['CompleteMultipartUpload', LARGE],
];

describe('an answer that is lost', () => {
  const replies: [times: string, replies: Reply[]][] = [
    ['once', ['lose']],
    ['twice', ['lose', 'drop']],
    [
      'and the next one says that there is no such upload',
      ['lose', errorAnswer(404, 'NoSuchUpload', 'gone')],
    ],
    ['in a gateway, which answers itself', [errorAnswer(503, 'ServiceUnavailable', 'busy'), 'lose']],
  ];

  test.each(fewOf(replies, ([times]) => times === 'twice'))(
    'to CompleteMultipartUpload %s: the file is there once, and done',
    async (_case, replies) => {
      const bytes = randomBytes(LARGE);
      const flows = flowsNow();
      answer('CompleteMultipartUpload', ...replies);
      add(flows, bytes);
      isWhole(bytes, await ended(flows));
    },
  );

  test('to CompleteMultipartUpload, while COS can not be asked: it waits, finds the file by itself and sends nothing again', async () => {
    const bytes = randomBytes(LARGE);
    const flows = flowsNow();
    let completed = false;
    cloud.reply = ({ operation }) => {
      if (completed) return 'drop';
      completed = operation === 'CompleteMultipartUpload';
      return completed ? 'lose' : undefined;
    };
    add(flows, bytes);
    expect(await reaches(flows, 'waiting')).toMatchObject({ failure: { code: 'network-interrupted' } });
    await until(() => flows.uploads.state.name === 'offline');
    cloud.reply = undefined;
    cloud.requests.length = 0;
    isWhole(bytes, await reaches(flows, 'done'));
    expect(cloud.seen('UploadPart')).toEqual([]);
  });

  test.each(fewOf(['InitiateMultipartUpload', 'UploadPart', 'PostObject'], (name) => name !== 'UploadPart'))(
    'to %s: the file is there once, and nothing else',
    async (operation) => {
      const bytes = randomBytes(operation === 'PostObject' ? SMALL : LARGE);
      const flows = flowsNow();
      answer(operation, 'lose');
      add(flows, bytes);
      isWhole(bytes, await ended(flows));
      // It was asked for before it was sent again.
      expect(cloud.seen('UploadPart')).toHaveLength(operation === 'PostObject' ? 0 : 5);
    },
  );

  test('to PostObject, each time: the file that is there all the same is no failure', async () => {
    const bytes = randomBytes(SMALL);
    const flows = flowsNow();
    cloud.reply = ({ operation }) => (operation === 'PostObject' ? 'lose' : undefined);
    add(flows, bytes);
    isWhole(bytes, await ended(flows));
    expect(cloud.seen('PostObject')).toHaveLength(1);
  });
});

test('parts that the server has forgotten mean to start anew, with retry on offer', async () => {
  const bytes = randomBytes(LARGE);
  const flows = flowsNow();
  answer('UploadPart', undefined, undefined, errorAnswer(404, 'NoSuchUpload', 'gone'));
  add(flows, bytes);
  expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'upload-lost' } });
  cloud.uploads.clear();
  flows.uploads.retry('1');
  isWhole(bytes, await reaches(flows, 'done'));
});

test.each(fewOf([0, 1, 20, 100], (gap) => gap === 20))(
  'cancelled and retried %i ms later, the file arrives',
  async (gap) => {
    const bytes = randomBytes(LARGE);
    const flows = flowsNow();
    const release = hold(({ query }) => query.get('partNumber') === '3');
    add(flows, bytes);
    const go = await release;
    // The abort takes its time on the way.
    cloud.reply = async ({ operation }) => {
      if (operation === 'AbortMultipartUpload') await new Promise((resolve) => setTimeout(resolve, 150));
      return undefined;
    };
    flows.uploads.cancel('1');
    if (gap > 0) await new Promise((resolve) => setTimeout(resolve, gap));
    flows.uploads.retry('1');
    go();
    isWhole(bytes, await reaches(flows, 'done'));
  },
);

describe('an UploadPart that is answered 2xx without an ETag', () => {
  testWide('once: that part is sent again', async () => {
    const bytes = randomBytes(LARGE);
    const flows = flowsNow();
    answer('UploadPart', { status: 200 });
    add(flows, bytes);
    isWhole(bytes, await ended(flows));
  });

  test('always: the file waits, and arrives when that is over', async () => {
    const bytes = randomBytes(LARGE);
    const flows = flowsNow();
    cloud.reply = ({ operation }) => (operation === 'UploadPart' ? { status: 200 } : undefined);
    add(flows, bytes);
    expect(await reaches(flows, 'waiting')).toMatchObject({ failure: { code: 'server-error' } });
    cloud.reply = undefined;
    isWhole(bytes, await reaches(flows, 'done'));
  });
});

test('files that are chosen together are listed in their order, although the smallest goes first', async () => {
  const flows = flowsNow();
  const sizes = [300_000, 100, 200_000, 50];
  flows.uploads.add(
    sizes.map((size) => ({ path: phone.file('a.jpg', randomBytes(size)), name: 'a.jpg', size })),
  );
  await until(() => flows.uploads.items.every(({ state }) => state.name === 'done'));
  const { objects } = await flows.listObjects();
  expect(objects.map(({ size }) => size)).toEqual([...sizes].reverse());
});

describe("a public Wi-Fi's login page", () => {
  test.each(fewOf(requests, ([operation]) => operation === 'UploadPart'))(
    'in place of the answer to %s stops all at once and says what it was',
    async (operation, size) => {
      const bytes = randomBytes(size);
      const flows = flowsNow();
      cloud.reply = (request) => (request.operation === operation ? 'login-page' : undefined);
      add(flows, bytes);
      expect(await stops(flows)).toMatchObject({
        code: 'foreign-answer',
        status: 200,
        params: { host: cloud.url.slice(7) },
      });
      cloud.reply = undefined;
      flows.uploads.resumeAll();
      isWhole(bytes, await reaches(flows, 'done'));
    },
    8_000,
  );

  test.each(['listObjects', 'findObject', 'remove'] as const)(
    'is no answer to %s',
    async (flow) => {
      const flows = flowsNow();
      cloud.reply = () => 'login-page';
      const object = {
        key: `${prefix}a.jpg`,
        name: 'a.jpg',
        size: 1,
        modified: 0,
        etag: '',
        kind: 'image',
        extension: 'jpg',
      } as const;
      const work = {
        listObjects: () => flows.listObjects(),
        findObject: () => flows.findObject(object.key),
        remove: () => flows.remove(object),
      }[flow]();
      await expect(work).rejects.toMatchObject({ code: 'foreign-answer', status: 200 });
    },
    8_000,
  );
});

test.each([
  ['what COS would replace', `a\${filename}.jpg`, `a_{filename}.jpg`],
  ['slashes', 'a/b\\c.jpg', 'a_b_c.jpg'],
  ['control characters', 'a\u0000\nb.jpg', 'a__b.jpg'],
  ['half of a surrogate pair', 'a\ud83d.jpg', 'a_.jpg'],
])('a name with %s ends under the key that it says', async (_case, name, safe) => {
  const bytes = randomBytes(100);
  const flows = flowsNow();
  add(flows, bytes, name);
  const state = await ended(flows);
  isWhole(bytes, state);
  expect(state.name === 'done' && state.object.key.endsWith(`-${safe}`)).toBe(true);
  expect(flows.uploads.items[0]?.file.name).toBe(safe);
});

describe('what is cancelled or taken off the list leaves nothing', () => {
  const held = ['PostObject', 'UploadPart'];
  test.each(fewOf(requests, ([operation]) => held.includes(operation)))(
    'cancelled while COS works at %s',
    async (operation, size) => {
      const flows = flowsNow();
      const held = hold((request) => request.operation === operation);
      add(flows, randomBytes(size));
      const go = await held;
      flows.uploads.cancel('1');
      await new Promise((resolve) => setTimeout(resolve, 30));
      go();
      expect((await ended(flows)).name).toBe('cancelled');
      await new Promise((resolve) => setTimeout(resolve, 100));
      await nothingIsLeft();
      expect(flows.uploads.items.map(({ state }) => state.name)).toEqual(['cancelled']);
    },
  );

  test('cancelled while it is asked whether the file has arrived', async () => {
    const flows = flowsNow();
    const held = new Promise<(reply?: Reply) => void>((resolve) => {
      cloud.reply = ({ operation }) => {
        if (operation === 'CompleteMultipartUpload') return 'lose';
        return operation === 'HeadObject' ? new Promise<Reply>((go) => resolve(go)) : undefined;
      };
    });
    add(flows, randomBytes(LARGE));
    const go = await held;
    cloud.reply = undefined;
    flows.uploads.cancel('1');
    go();
    await nothingIsLeft();
    expect(flows.uploads.items.map(({ state }) => state.name)).toEqual(['cancelled']);
  });

  test('cancelled when COS has begun late what it was asked for first, and then again', async () => {
    const flows = flowsNow();
    const replies: Reply[] = ['drop'];
    let go: ((reply?: Reply) => void) | undefined;
    cloud.reply = ({ operation, query }) => {
      if (operation === 'InitiateMultipartUpload') return replies.shift();
      if (query.get('partNumber') !== '3') return undefined;
      return new Promise<Reply>((resolve) => {
        go = resolve;
      });
    };
    add(flows, randomBytes(LARGE));
    await until(() => go !== undefined);
    const [{ key } = { key: '' }] = cloud.seen('InitiateMultipartUpload');
    cloud.uploads.set('late', { key, initiated: Date.now(), parts: new Map() });
    flows.uploads.cancel('1');
    go?.();
    await nothingIsLeft();
  });

  testWide('cancelled after the answer to InitiateMultipartUpload was lost', async () => {
    const flows = flowsNow({ uploadPauses: [60_000] });
    answer('InitiateMultipartUpload', 'lose');
    add(flows, randomBytes(LARGE));
    await until(() => cloud.uploads.size === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    flows.uploads.cancel('1');
    await nothingIsLeft();
  });

  test.each([
    ['CompleteMultipartUpload', LARGE],
    ['PostObject', SMALL],
  ])('taken off the list after the answer to %s was lost', async (operation, size) => {
    const flows = flowsNow();
    let lost = false;
    cloud.reply = (request) => {
      if (lost) return 'drop';
      lost = request.operation === operation;
      return lost ? 'lose' : undefined;
    };
    add(flows, randomBytes(size));
    await reaches(flows, 'waiting');
    expect(cloud.objects.size).toBe(1);
    cloud.reply = undefined;
    flows.uploads.cancel('1');
    flows.uploads.remove('1');
    await nothingIsLeft();
  });

  test('cancelled while the network is away: it is done when the network is back', async () => {
    const flows = flowsNow({ uploadPauses: [100, 100, 100, 100] });
    const held = hold(({ query }) => query.get('partNumber') === '2');
    add(flows, randomBytes(LARGE));
    const go = await held;
    cloud.reply = () => 'drop';
    flows.uploads.cancel('1');
    go('drop');
    await new Promise((resolve) => setTimeout(resolve, 150));
    cloud.reply = undefined;
    await nothingIsLeft();
  });
});

describe('what arrives is what was chosen', () => {
  test('a file that changes at the same size while its parts are sent is an error', async () => {
    const bytes = randomBytes(LARGE);
    const flows = flowsNow();
    const { onDisk } = add(flows, bytes);
    const changed = Buffer.from(bytes).fill(7, 0, 100);
    cloud.reply = ({ query }) => {
      if (query.get('partNumber') === '3') writeFileSync(onDisk, changed);
      return undefined;
    };
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'file-changed' } });
    await nothingIsLeft();
    cloud.reply = undefined;
    flows.uploads.retry('1');
    isWhole(changed, await reaches(flows, 'done'));
  });

  test.each(fewOf(['whole seconds', 'milliseconds'], (precision) => precision === 'milliseconds'))(
    'a file system that knows %s hides no change',
    async (precision) => {
      const bytes = randomBytes(LARGE);
      const flows = flowsNow();
      const { onDisk } = add(flows, bytes);
      if (precision === 'milliseconds') {
        phone.calls.replace(
          'stat',
          (stat) => (options) =>
            stat({
              ...options,
              success: (result) => {
                Object.assign(result.stats, { lastModifiedTime: statSync(onDisk).mtimeMs });
                options.success?.(result);
              },
            }),
        );
      }
      cloud.reply = ({ query }) => {
        if (query.get('partNumber') === '4') writeFileSync(onDisk, Buffer.from(bytes).fill(7, 0, 100));
        return undefined;
      };
      expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'file-changed' } });
    },
  );

  testWide('a file that becomes shorter while its parts are sent is an error', async () => {
    const bytes = randomBytes(LARGE);
    const flows = flowsNow();
    const { onDisk } = add(flows, bytes);
    cloud.reply = ({ query }) => {
      if (query.get('partNumber') === '1') writeFileSync(onDisk, bytes.subarray(0, 2 * MB));
      return undefined;
    };
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'file-changed' } });
    await nothingIsLeft();
  });

  test.each([
    ['PostObject', SMALL],
    ['CompleteMultipartUpload', LARGE],
  ])('other bytes that COS has after %s are no success', async (operation, size) => {
    const bytes = randomBytes(size);
    const flows = flowsNow();
    let spoilt = false;
    cloud.reply = (request) => {
      if (spoilt) return undefined;
      spoilt = operation === request.operation || request.operation === 'UploadPart';
      if (spoilt) request.body[10] = (request.body[10] ?? 0) ^ 1;
      return undefined;
    };
    add(flows, bytes);
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'checksum-mismatch' } });
    await nothingIsLeft();
    flows.uploads.retry('1');
    isWhole(bytes, await reaches(flows, 'done'));
  });

  test('an answer without a checksum makes it ask for one', async () => {
    const bytes = randomBytes(SMALL);
    const flows = flowsNow();
    cloud.reply = (request) => {
      if (request.operation !== 'PostObject') return undefined;
      cloud.objects.set(request.key, { body: Buffer.alloc(SMALL), modified: 0 });
      return { status: 200, headers: { ETag: '"0123456789abcdef0123456789abcdef"' } };
    };
    add(flows, bytes);
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'checksum-mismatch' } });
  });
});

describe('tries', () => {
  test.each([
    ['a cut connection', 'drop'],
    ['503', errorAnswer(503, 'SlowDown', 'slow down')],
  ] as [string, Reply][])('%s, three times, does not fail a small file', async (_case, reply) => {
    const bytes = randomBytes(SMALL);
    const flows = flowsNow();
    answer('PostObject', reply, reply, reply);
    add(flows, bytes);
    isWhole(bytes, await ended(flows));
  });

  test('pauses grow', async () => {
    const flows = flowsNow({ uploadPauses: [20, 80, 320] });
    const times: number[] = [];
    cloud.reply = ({ operation }) => {
      if (operation !== 'PostObject') return undefined;
      times.push(performance.now());
      return errorAnswer(503, 'SlowDown', 'slow down');
    };
    const { result } = flows.upload({ path: phone.file('chosen.jpg', randomBytes(SMALL)) });
    await expect(result).rejects.toMatchObject({ code: 'server-error' });
    expect(times).toHaveLength(4);
    const pauses = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    for (const [i, least] of [10, 40, 160].entries()) expect(pauses[i]).toBeGreaterThanOrEqual(least);
  });

  test('what would end the same way is tried once', async () => {
    const flows = flowsNow();
    cloud.reply = () => errorAnswer(403, 'AccessDenied', 'Access Denied.');
    add(flows, randomBytes(SMALL));
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'access-denied' } });
    expect(cloud.seen('PostObject')).toHaveLength(1);
  });
});

describe('it always settles', () => {
  test.each(['stat', 'readFile'] as const)('when %s never calls back', async (api) => {
    const flows = flowsNow({ files: 200 });
    phone.calls.silence(api);
    add(flows, randomBytes(LARGE));
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'wechat-timeout' } });
  });

  test('when a file is deleted while it is sent', async () => {
    const flows = flowsNow();
    const { onDisk } = add(flows, randomBytes(LARGE));
    cloud.reply = async ({ query }) => {
      if (query.get('partNumber') === '1')
        await import('node:fs/promises').then(({ rm }) => rm(onDisk, { force: true }));
      return undefined;
    };
    expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'file-unreadable' } });
  });
});

describe('a Mini Program that was killed', () => {
  const files = async (count: number, flows: Flows) => {
    for (let i = 0; i < count; i += 1) add(flows, randomBytes(LARGE), `${i}.mp4`);
  };
  /** What a start of the Mini Program makes anew, and what is in WeChat's storage. */
  const restart = (): Flows => {
    let flows: Flows | undefined;
    jest.isolateModules(() => {
      flows = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows').createFlows(
        cloud.config(),
        { limits },
      );
    });
    if (!flows) throw new Error('no flows');
    return flows;
  };

  test('in the middle of uploads in parts leaves nothing on the server after its next start', async () => {
    const flows = flowsNow();
    cloud.reply = ({ query }) => (query.get('partNumber') === '4' ? 'hang' : undefined);
    await files(3, flows);
    await until(
      () => cloud.seen('UploadPart').filter(({ query }) => query.get('partNumber') === '4').length === 3,
    );
    expect(cloud.uploads.size).toBe(3);
    cloud.reply = undefined;
    await restart().listObjects();
    await nothingIsLeft();
    for (const { id } of flows.uploads.items) flows.uploads.cancel(id);
  });

  test('while it was taking back a cancelled file finishes that at its next start', async () => {
    const flows = flowsNow();
    let gone = false;
    cloud.reply = ({ operation }) => {
      if (gone) return 'drop';
      gone = operation === 'CompleteMultipartUpload';
      return gone ? 'lose' : undefined;
    };
    jest.spyOn(console, 'warn').mockReturnValue();
    await files(1, flows);
    await reaches(flows, 'waiting');
    flows.uploads.cancel('1');
    flows.uploads.remove('1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    cloud.reply = undefined;
    expect(cloud.objects.size).toBe(1);
    await restart().listObjects();
    await nothingIsLeft();
  });

  test('touches neither what another phone is sending nor what it is sending itself', async () => {
    const hour = 60 * 60 * 1000;
    const upload = (name: string, age: number) =>
      cloud.uploads.set(name, {
        key: `${prefix}${name}.mp4`,
        initiated: Date.now() - age,
        parts: new Map(),
      });
    upload('of-another-phone', hour);
    upload('of-nobody', 25 * hour);
    const flows = flowsNow();
    const held = hold(({ query }) => query.get('partNumber') === '3');
    add(flows, randomBytes(LARGE));
    const go = await held;
    await flows.listObjects();
    await until(() => !cloud.uploads.has('of-nobody'));
    go();
    expect((await ended(flows)).name).toBe('done');
    expect([...cloud.uploads.keys()]).toEqual(['of-another-phone']);
  });
});

test('two clients of one bucket let each other be', async () => {
  const bytes = randomBytes(LARGE);
  const flows = flowsNow();
  const held = hold(({ query }) => query.get('partNumber') === '3');
  add(flows, bytes);
  const go = await held;
  await flowsNow().listObjects();
  await until(() => cloud.seen('ListMultipartUploads').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  go();
  isWhole(bytes, await ended(flows));
});

test('a listener that throws does not silence the others', async () => {
  jest.spyOn(console, 'error').mockReturnValue();
  const flows = flowsNow();
  flows.uploads.subscribe(() => {
    throw new Error('thrown by a page');
  });
  let heard = 0;
  flows.uploads.subscribe(() => {
    heard += 1;
  });
  add(flows, randomBytes(100));
  isWhole(readFileSync(phone.onDisk(flows.uploads.items[0]?.file.path ?? '')), await ended(flows));
  expect(heard).toBeGreaterThanOrEqual(2);
  expect(console.error).toHaveBeenCalled();
});

test('a file that was written over between a failure and its retry is sent from its beginning', async () => {
  const bytes = randomBytes(LARGE);
  const flows = flowsNow();
  const { onDisk } = add(flows, bytes);
  answer('UploadPart', undefined, undefined, undefined, errorAnswer(403, 'AccessDenied', 'Access Denied.'));
  expect(await ended(flows)).toMatchObject({ name: 'failed', failure: { code: 'access-denied' } });
  const other = randomBytes(LARGE - 1000);
  await writeFile(onDisk, other);
  cloud.reply = undefined;
  flows.uploads.retry('1');
  isWhole(other, await reaches(flows, 'done'));
});
