import { randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { ChosenFile } from '../../miniprogram/cos/files/ChosenFile';
import { timeLimits } from '../../miniprogram/cos/task/timeLimits';
import type { UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';
import {
  errorAnswer,
  prefix,
  type Reply,
  ScriptedCloud,
  type SeenRequest,
} from '../client/support/ScriptedCloud';
import { fewOf, testWide } from '../support/isWide';
import { JPEG } from '../support/pictures';
import { type Life, type LifeOptions, MortalPhone } from './support/MortalPhone';

/** The queue of a Mini Program that is killed and started again. */

const MB = 1024 * 1024;
const LARGE = 6 * MB;
const limits = { ...timeLimits, uploadPauses: [5, 10, 20, 40], operationPauses: [5] };

const cloud = new ScriptedCloud();
let phone: MortalPhone;
beforeAll(() => cloud.start());
beforeEach(() => {
  cloud.reset();
  phone = new MortalPhone();
});
afterEach(() => phone.close());
afterAll(() => cloud.close());

interface Start {
  readonly life: Life;
  readonly flows: Flows;
}

async function start(options?: LifeOptions): Promise<Start> {
  const life = await phone.open(options);
  return { life, flows: life.createFlows(cloud.config(), { limits }) };
}

function add({ uploads }: Flows, bytes: Buffer, name = 'a.mp4', more: Partial<ChosenFile> = {}): void {
  uploads.add([{ path: phone.file(name, bytes), name, size: bytes.length, ...more }]);
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

const items = ({ flows }: Start): readonly UploadItem[] => flows.uploads.items;
const states = (at: Start): UploadState['name'][] => items(at).map(({ state }) => state.name);
const allAre = (at: Start, name: UploadState['name'], count = 1) =>
  until(() => states(at).length === count && states(at).every((state) => state === name));
const survive = (at: Start, count = 1) =>
  until(() => items(at).length === count && items(at).every(({ survives }) => survives));
/** Each of these is stored once, and nothing else. */
const areStored = (...files: Buffer[]) => {
  const bodies = [...cloud.objects.values()].map(({ body }) => body);
  expect(bodies).toHaveLength(files.length);
  expect(files.every((file) => bodies.some((body) => body.equals(file)))).toBe(true);
};
const entries = () => phone.storageKeys('cos-upload:');

/** For what must not happen. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Nothing is left of what is stored. */
const nothingIsLeft = async () => {
  await until(() => phone.userFiles.length + entries().length + cloud.uploads.size === 0);
};

/** Requests like this are not answered, and the first of them is told. */
function hold(matches: (request: SeenRequest) => boolean, reply: Reply = 'hang'): Promise<void> {
  return new Promise((resolve) => {
    cloud.reply = (request) => {
      if (!matches(request)) return undefined;
      resolve();
      return reply;
    };
  });
}

const isPart = (number: number) => (request: SeenRequest) =>
  request.query.get('partNumber') === String(number);

/** A start with one file in its queue, killed when COS has such a request of it. From then on COS answers. */
async function killedAt(
  matches: (request: SeenRequest) => boolean,
  bytes: Buffer,
  name?: string,
  more?: Partial<ChosenFile>,
): Promise<void> {
  const held = hold(matches);
  const first = await start();
  add(first.flows, bytes, name, more);
  await Promise.all([held, survive(first)]);
  await first.life.kill();
  cloud.reply = undefined;
}

test('a file in parts goes on from the parts that COS has, and says how much that is', async () => {
  const bytes = randomBytes(LARGE);
  const held = hold(isPart(4));
  const first = await start();
  add(first.flows, bytes, '影片.mp4');
  await Promise.all([held, survive(first)]);
  await until(() => [...cloud.uploads.values()].some(({ parts }) => parts.size === 5));
  await first.life.kill();
  // As long as it takes to see it.
  cloud.reply = async (request) => {
    if (isPart(4)(request)) await new Promise((resolve) => setTimeout(resolve, 100));
    return undefined;
  };
  cloud.requests.length = 0;

  const second = await start();
  await until(() => cloud.seen('UploadPart').length === 1);
  await until(() => items(second)[0]?.state.name === 'uploading');
  expect(items(second)[0]).toMatchObject({
    file: { name: '影片.mp4', size: LARGE },
    state: { progress: { loaded: 5 * MB, total: LARGE }, kept: 5 * MB },
  });
  await allAre(second, 'done');
  areStored(bytes);
  expect(cloud.seen('UploadPart').map(({ query }) => query.get('partNumber'))).toEqual(['4']);
  await nothingIsLeft();
});

testWide('what COS had is told before it is asked; when it has forgotten, that is told too', async () => {
  const bytes = randomBytes(LARGE);
  const held = hold(isPart(4));
  const first = await start();
  add(first.flows, bytes);
  await Promise.all([held, survive(first)]);
  await until(() => [...cloud.uploads.values()].some(({ parts }) => parts.size === 5));
  await until(() =>
    items(first).some(({ state }) => 'progress' in state && state.progress.loaded === 5 * MB),
  );
  await first.life.kill();

  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let begun: UploadState | undefined;
  cloud.reply = async ({ operation, query }) => {
    if (operation === 'ListParts') await answered;
    if (query.get('partNumber') === '1') begun = items(second)[0]?.state;
    return undefined;
  };
  const second = await start();
  await until(() => items(second).length === 1);
  const had = { progress: { loaded: 5 * MB, total: LARGE }, kept: 5 * MB };
  expect(items(second)[0]?.state).toMatchObject(had);
  await until(() => cloud.seen('ListParts').length === 1);
  second.flows.uploads.pauseAll();
  expect(items(second)[0]?.state).toMatchObject(had);
  second.flows.uploads.resumeAll();
  await allAre(second, 'uploading');
  expect(items(second)[0]?.state).toMatchObject(had);
  cloud.uploads.clear();
  answer();
  await allAre(second, 'done');
  expect(begun).toMatchObject({ progress: { loaded: 0 }, kept: 0 });
  areStored(bytes);
  await nothingIsLeft();
});

test('a small file whose answer nobody heard is asked for, and not sent again', async () => {
  const bytes = randomBytes(50_000);
  const first = await start();
  const posted = new Promise<void>((resolve) => {
    cloud.reply = async ({ operation }) => {
      if (operation !== 'PostObject') return undefined;
      await until(() => items(first)[0]?.survives === true);
      await first.life.kill();
      resolve();
      return 'lose';
    };
  });
  add(first.flows, bytes, 'a.jpg');
  await posted;
  await until(() => cloud.objects.size === 1);
  cloud.reply = undefined;
  const second = await start();
  await allAre(second, 'done');
  areStored(bytes);
  expect(cloud.seen('PostObject')).toHaveLength(1);
  expect(items(second)[0]?.file.thumbnail).toBeUndefined();
  await nothingIsLeft();
});

test('a video comes back with its picture', async () => {
  cloud.reply = ({ operation }) => (operation === 'PostObject' ? 'drop' : undefined);
  const first = await start();
  const picture = randomBytes(300);
  const [path, thumbnail] = [phone.file('v.mp4', randomBytes(1000)), phone.file('v.png', picture)];
  first.flows.uploads.add([{ path, name: 'v.mp4', size: 1000, thumbnail }]);
  await survive(first);
  await first.life.kill();
  const second = await start();
  await until(() => items(second).length === 1);
  const shown = items(second)[0]?.file.thumbnail ?? '';
  expect(readFileSync(phone.simulated.filePath(shown) ?? '').equals(picture)).toBe(true);
  cloud.reply = undefined;
  await allAre(second, 'done');
  expect(items(second)[0]?.file.thumbnail).toBeUndefined();
  await nothingIsLeft();
});

test('queued, paused and failed come back as such; done and cancelled do not', async () => {
  const first = await start();
  cloud.reply = ({ key, operation }) =>
    operation === 'PostObject' && /refused/.test(key) ? errorAnswer(403, 'AccessDenied', 'No.') : undefined;
  add(first.flows, randomBytes(1000), 'done.jpg');
  await allAre(first, 'done');
  add(first.flows, randomBytes(2000), 'refused.jpg');
  await until(() => states(first)[1] === 'failed');
  const bytes = randomBytes(3000);
  add(first.flows, bytes, 'paused.jpg');
  first.flows.uploads.pause('3');
  add(first.flows, randomBytes(4000), 'cancelled.jpg');
  first.flows.uploads.cancel('4');
  // The copy is on the phone a moment before it is written down whose it is: killed in between, it would be nobody's.
  await until(() => [1, 2].every((at) => items(first)[at]?.survives) && phone.userFiles.length === 2);
  await first.life.kill();
  cloud.requests.length = 0;

  const second = await start();
  await until(() => items(second).length === 2);
  expect(items(second)).toMatchObject([
    {
      file: { name: 'refused.jpg' },
      state: { name: 'failed', failure: { code: 'access-denied' } },
      survives: true,
    },
    { file: { name: 'paused.jpg' }, state: { name: 'paused', kept: 0 }, survives: true },
  ]);
  expect(cloud.seen('PostObject')).toEqual([]);
  second.flows.uploads.resume('2');
  second.flows.uploads.remove('1');
  await allAre(second, 'done');
  await until(() => phone.userFiles.length === 0);
  expect(entries()).toEqual([]);
});

describe('what does not survive says so', () => {
  test('a file that is larger than the room for copies', async () => {
    const first = await start();
    cloud.reply = () => 'drop';
    const path = phone.file('a.mp4', Buffer.of());
    truncateSync(phone.simulated.filePath(path) ?? '', 121 * MB);
    add(first.flows, randomBytes(1000), 'b.mp4');
    first.flows.uploads.add([{ path, name: 'a.mp4', size: 121 * MB }]);
    await until(() => items(first)[0]?.survives === true);
    await rest();
    expect(items(first).map(({ survives }) => survives)).toEqual([true, false]);
    expect(phone.userFiles).toHaveLength(1);
  });

  test('a file for which the phone has no room, until there is some', async () => {
    const first = await start();
    cloud.reply = () => 'drop';
    const own = join(phone.userData, 'own');
    writeFileSync(own, '');
    truncateSync(own, 199 * MB);
    add(first.flows, randomBytes(MB), 'a.mp4');
    add(first.flows, randomBytes(2 * MB), 'b.mp4');
    await until(() => items(first)[0]?.survives === true);
    await rest();
    expect(items(first).map(({ survives }) => survives)).toEqual([true, false]);
    unlinkSync(own);
    first.flows.uploads.cancel('1');
    await until(() => items(first)[1]?.survives === true);
    expect(items(first)[0]?.survives).toBe(false);
  });

  test('a file of which nothing can be written down, because the storage is full', async () => {
    const bytes = randomBytes(3000);
    const first = await start();
    const full = (): never => {
      throw new Error('setStorageSync:fail exceed storage max size 10Mb');
    };
    first.life.calls.replace('setStorageSync', () => full as never);
    add(first.flows, bytes, 'a.jpg');
    await allAre(first, 'done');
    areStored(bytes);
    expect(first.life.said.join()).toContain('exceed storage max size');
    await nothingIsLeft();
  });

  test('a file of a queue without a name', async () => {
    const { flows } = await start();
    cloud.reply = () => 'drop';
    const uploads = flows.createUploads();
    uploads.add([{ path: phone.file('a.jpg', randomBytes(100)), name: 'a.jpg', size: 100 }]);
    await rest();
    expect(uploads.items[0]?.survives).toBe(false);
    expect(phone.userFiles).toEqual([]);
  });
});

test('files come back in the queue of their name, and in no other', async () => {
  cloud.reply = ({ operation }) => (operation === 'PostObject' ? 'drop' : undefined);
  const first = await start();
  const chats = first.flows.createUploads({ name: 'chats' });
  expect(first.flows.createUploads({ name: 'chats' })).toBe(chats);
  const other = first.life.createFlows(cloud.config(), { limits });
  const file = (name: string) => ({ path: phone.file(name, randomBytes(1000)), name, size: 1000 });
  chats.add([file('chat.jpg')]);
  add(first.flows, randomBytes(1000), 'first.jpg');
  // Of the same bucket, and its name is taken.
  other.uploads.add([file('second.jpg')]);
  await until(() => [...chats.items, ...items(first)].every(({ survives }) => survives));
  expect(other.uploads.items[0]?.survives).toBe(false);
  await first.life.kill();
  cloud.reply = undefined;

  const second = await start();
  const otherBucket = second.life.createFlows(cloud.config({ bucket: 'otherbucket-1250000000' }), { limits });
  await allAre(second, 'done');
  const again = second.flows.createUploads({ name: 'chats' });
  await until(() => again.items.map(({ state }) => state.name).join() === 'done');
  expect([...items(second), ...again.items].map(({ file: { name } }) => name)).toEqual([
    'first.jpg',
    'chat.jpg',
  ]);
  expect(otherBucket.uploads.items).toEqual([]);
  await nothingIsLeft();
});

test('another user of this phone gets none of it; the one whose it is finds it again', async () => {
  const bytes = randomBytes(LARGE);
  await killedAt(isPart(3), bytes);
  cloud.issue = (usual) => ({ ...usual, prefix: 'users/another/' });
  const second = await start();
  await second.flows.listObjects();
  const own = randomBytes(5000);
  add(second.flows, own, 'own.jpg');
  await allAre(second, 'done');
  expect(items(second).map(({ file }) => file.name)).toEqual(['own.jpg']);
  // Its own copy goes a moment later.
  await until(() => phone.userFiles.length === 1);
  expect(cloud.uploads.size).toBe(1);
  await second.life.kill();

  cloud.issue = undefined;
  const third = await start();
  await allAre(third, 'done');
  areStored(bytes, own);
  await nothingIsLeft();
});

test('when another user logs in without a restart, what waits is not stored as theirs', async () => {
  let ahead = 0;
  const first = await start({ ahead: () => ahead });
  add(first.flows, randomBytes(1000), 'a.jpg');
  await allAre(first, 'done');
  first.flows.uploads.pauseAll();
  for (const name of ['b.jpg', 'c.jpg', 'd.jpg']) add(first.flows, randomBytes(2000), name);
  first.flows.uploads.pauseAll();
  await until(() => items(first).filter(({ survives }) => survives).length === 3);
  // The key of the first one has expired, on the server too.
  ahead = 2 * 60 * 60 * 1000;
  cloud.now = () => Date.now() + ahead;
  cloud.issue = (usual) => ({ ...usual, prefix: 'users/another/' });
  first.flows.uploads.resumeAll();
  await until(() => states(first).join() === 'done,failed,failed,failed');
  expect(items(first)[1]?.state).toMatchObject({ failure: { code: 'other-user' } });
  expect(cloud.objects.size).toBe(1);
  await first.life.kill();

  cloud.issue = undefined;
  const second = await start({ ahead: () => ahead });
  await until(() => items(second).length === 3);
  second.flows.uploads.retryAll();
  await allAre(second, 'done', 3);
  expect([...cloud.objects.keys()].every((key) => key.startsWith(prefix))).toBe(true);
  await nothingIsLeft();
});

test('what waits longest is copied first, but nothing large before all others; all come back in their order', async () => {
  const first = await start();
  cloud.reply = () => 'drop';
  const files = [1000, 3000, 20 * MB, 2000, 2000].map((size, at) => {
    const path = phone.file(`${at}.jpg`, Buffer.of());
    truncateSync(phone.simulated.filePath(path) ?? '', size);
    return { path, name: `${at}.jpg`, size };
  });
  first.flows.uploads.add(files);
  await survive(first, 5);
  const copied = first.life.calls.of('copyFile').map(({ srcPath }) => srcPath);
  expect(copied).toEqual([1, 4, 3, 0, 2].map((at) => files[at]?.path));
  await first.life.kill();

  const second = await start();
  await until(() => items(second).length === 5);
  expect(items(second).map(({ file }) => file.name)).toEqual(files.map(({ name }) => name));
});

describe('a copy', () => {
  /** A queue with one file in parts, killed in the middle of it. */
  const killed = async (bytes: Buffer) => {
    await killedAt(isPart(3), bytes);
    return join(phone.userData, phone.userFiles[0] ?? '');
  };

  const shorten = (copy: string) => truncateSync(copy, 5 * MB);
  const writeOver = (copy: string) => {
    writeFileSync(copy, randomBytes(LARGE));
    // WeChat knows whole seconds.
    utimesSync(copy, Date.now() / 1000, Date.now() / 1000 + 2);
  };

  const spoilt: [how: string, spoil: (copy: string) => void, code: string][] = [
    ['that is gone', (copy: string) => unlinkSync(copy), 'file-unreadable'],
    ['that is shorter', shorten, 'file-changed'],
    ['that was written over', writeOver, 'file-changed'],
  ];

  test.each(fewOf(spoilt, ([how]) => how === 'that was written over'))(
    '%s is said so, and its parts go with the item',
    async (_case, spoil, code) => {
      const copy = await killed(randomBytes(LARGE));
      spoil(copy);
      const second = await start();
      await allAre(second, 'failed');
      expect(items(second)[0]?.state).toMatchObject({ failure: { code } });
      second.flows.uploads.retryAll();
      await allAre(second, 'failed');
      second.flows.uploads.remove('1');
      await nothingIsLeft();
      expect(cloud.objects.size).toBe(0);
    },
  );

  testWide('stays while its item is cancelled, for when it is tried again', async () => {
    const bytes = randomBytes(LARGE);
    await killed(bytes);
    // So that it is cancelled before what nobody needs is cleared away.
    let cancelled = false;
    cloud.reply = async ({ operation }) => {
      if (operation === 'ListMultipartUploads') await until(() => cancelled);
      return undefined;
    };
    const second = await start();
    await until(() => items(second).length === 1);
    second.flows.uploads.cancel('1');
    await until(() => cloud.uploads.size === 0 && entries().length === 0);
    cancelled = true;
    await second.flows.listObjects();
    await rest();
    second.flows.uploads.retry('1');
    await allAre(second, 'done');
    areStored(bytes);
    await nothingIsLeft();
  });

  test('of which nobody knows is removed', async () => {
    await killed(randomBytes(LARGE));
    const folder = join(phone.userData, 'cos-uploads');
    writeFileSync(join(folder, 'examplebucket-1250000000_99.mp4'), 'half of a co');
    const second = await start();
    await allAre(second, 'done');
    await nothingIsLeft();
  });
});

test('entries that are broken, or of another version, are removed and break nothing', async () => {
  const held = hold(({ operation }) => operation === 'PostObject');
  const first = await start();
  const bytes = randomBytes(1000);
  add(first.flows, bytes, 'good.jpg');
  await Promise.all([held, survive(first)]);
  const entry = first.life.calls.of('setStorageSync');
  expect(entry).not.toEqual([]);
  const { storage } = phone.simulated.start();
  const [good = ''] = entries();
  await first.life.kill();
  const put = phone.put.bind(phone);
  await put('cos-upload:examplebucket-1250000000:7', 'neither this');
  await put('cos-upload:examplebucket-1250000000:8', { ...JSON.parse(storage[good] ?? ''), version: 0 });
  await put('cos-upload:examplebucket-1250000000:nor this', null);
  await put('cos-upload:examplebucket-1250000000:9', { version: 1, prefix, item: { name: 5 } });
  await put('cos-uploads:examplebucket-1250000000', { 'users/test/old': 'sending' });
  cloud.reply = undefined;
  const second = await start();
  await allAre(second, 'done');
  areStored(bytes);
  await nothingIsLeft();
});

test.each(['getStorageSync', 'getStorageInfoSync'])(
  '%s that fails at one start costs no file',
  async (broken) => {
    const [before, now] = [randomBytes(LARGE), randomBytes(1000)];
    await killedAt(isPart(3), before);
    const onCall = (api: string) => {
      if (api === broken) throw new Error(`${api}:fail`);
    };
    const second = await start({ onCall });
    // What is nobody's is removed before the first copy.
    const held = hold(({ operation }) => operation === 'PostObject');
    add(second.flows, now, 'b.jpg');
    await held;
    await rest();
    await second.life.kill();
    cloud.reply = undefined;
    await until(() => phone.userFiles.length > 0);
    const third = await start();
    await until(() => states(third).length > 0 && states(third).every((state) => state === 'done'));
    expect([...cloud.objects.values()].some(({ body }) => body.equals(before))).toBe(true);
  },
);

test('a queue that was paused as a whole comes back paused, and goes on when it is told to', async () => {
  const bytes = [randomBytes(1000), randomBytes(2000)];
  const first = await start();
  for (const [i, each] of bytes.entries()) add(first.flows, each, `${i}.jpg`);
  first.flows.uploads.pauseAll();
  await survive(first, 2);
  await first.life.kill();
  const second = await start();
  await until(() => items(second).length === 2);
  await rest();
  expect(second.flows.uploads.state).toEqual({ name: 'paused' });
  expect(cloud.objects.size).toBe(0);
  second.flows.uploads.resumeAll();
  await allAre(second, 'done', 2);
  areStored(...bytes);
  await nothingIsLeft();
  await second.life.kill();
  const third = await start();
  add(third.flows, randomBytes(10), 'later.jpg');
  await allAre(third, 'done');
});

testWide('a clock that is set back between two starts changes nothing', async () => {
  const bytes = randomBytes(LARGE);
  await killedAt(isPart(4), bytes);
  const second = await start({ ahead: () => -30 * 24 * 60 * 60 * 1000 });
  await allAre(second, 'done');
  areStored(bytes);
  expect(new Set(cloud.seen('InitiateMultipartUpload').map(({ key }) => key)).size).toBe(1);
  await nothingIsLeft();
});

/** In parts, killed before COS began it, and again when a part of the second try was on its way: the first has come meanwhile. */
async function killedTwice(bytes: Buffer): Promise<void> {
  await killedAt(({ operation }) => operation === 'InitiateMultipartUpload', bytes);
  const held = hold(isPart(3));
  const second = await start();
  await held;
  const [{ key } = { key: '' }] = cloud.seen('InitiateMultipartUpload');
  cloud.uploads.set('late', { key, initiated: Date.now(), parts: new Map() });
  await second.life.kill();
  cloud.reply = undefined;
}

test('an upload that COS began late goes, although the Mini Program was killed once more', async () => {
  const bytes = randomBytes(LARGE);
  await killedTwice(bytes);
  const third = await start();
  await allAre(third, 'done');
  areStored(bytes);
  await nothingIsLeft();
});

test('offline at its start, it comes back with the network', async () => {
  const bytes = randomBytes(1000);
  await killedAt(({ operation }) => operation === 'PostObject', bytes, 'a.jpg');
  phone.simulated.settings.update({ network: 'none' });
  const second = await start();
  await rest();
  // Whose they are only a key tells: how many there are gives nothing away.
  expect([items(second), second.flows.uploads.state]).toEqual([[], { name: 'returning', files: 1 }]);
  phone.simulated.settings.update({ network: 'wifi' });
  await allAre(second, 'done');
  areStored(bytes);
  await nothingIsLeft();
});

test('at its start, uploads in parts that nobody goes on with are aborted, and those of another phone are not', async () => {
  const hour = 60 * 60 * 1000;
  const begun = (name: string, age: number, parts: [number, Buffer][] = []) =>
    cloud.uploads.set(name, {
      key: `${prefix}${name}.mp4`,
      initiated: Date.now() - age,
      parts: new Map(parts),
    });
  begun('of-another-phone', hour);
  // The scripted cloud says of each part that it has just come.
  begun('of-another-phone-for-days', 48 * hour, [[1, randomBytes(10)]]);
  begun('of-nobody', 25 * hour);
  const { flows } = await start();
  await flows.listObjects();
  await until(() => cloud.uploads.size === 2);
  expect([...cloud.uploads.keys()]).toEqual(['of-another-phone', 'of-another-phone-for-days']);
});

describe('the cover of a video', () => {
  const isCover = ({ key }: SeenRequest) => key.endsWith('!12.cover.jpg');
  const video = randomBytes(LARGE);
  const killedWithCoverAt = (matches: (request: SeenRequest) => boolean) =>
    killedAt(matches, video, 'a.mp4', { thumbnail: phone.file('t.jpg', JPEG), seconds: 12 });

  const moments: [what: string, matches: (request: SeenRequest) => boolean][] = [
    ['the video', isPart(4)],
    ['the cover itself', isCover],
  ];

  test.each(fewOf(moments, ([what]) => what === 'the cover itself'))(
    'comes with the next start, killed while %s was sent',
    async (_what, matches) => {
      await killedWithCoverAt(matches);
      const second = await start();
      await allAre(second, 'done');
      areStored(video, JPEG);
      expect(items(second)[0]?.state).toMatchObject({ object: { cover: { seconds: 12 } } });
      await nothingIsLeft();
    },
  );

  testWide('that had arrived goes with its video, cancelled after the start', async () => {
    const arrived = new Promise<void>((resolve) => {
      cloud.reply = (request) => {
        if (!isCover(request)) return undefined;
        cloud.objects.set(request.key, { body: request.body, modified: 0 });
        resolve();
        return 'hang';
      };
    });
    const first = await start();
    add(first.flows, video, 'a.mp4', { thumbnail: phone.file('t.jpg', JPEG), seconds: 12 });
    await Promise.all([arrived, survive(first)]);
    await first.life.kill();
    areStored(video, JPEG);
    const second = await start();
    cloud.reply = ({ operation }) => (operation === 'HeadObject' ? 'hang' : undefined);
    await allAre(second, 'uploading');
    second.flows.uploads.cancelAll();
    cloud.reply = undefined;
    await until(() => cloud.objects.size === 0);
    await until(() => entries().length === 0);
  });
});
