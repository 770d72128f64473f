import { randomBytes } from 'node:crypto';
import type { Flows } from '../../miniprogram/cos/createFlows';
import { timeLimits } from '../../miniprogram/cos/task/timeLimits';
import type { UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';
import { errorAnswer, type Reply, ScriptedCloud, type SeenRequest } from '../client/support/ScriptedCloud';
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

function add({ uploads }: Flows, bytes: Buffer, name = 'a.mp4'): void {
  uploads.add([{ path: phone.file(name, bytes), name, size: bytes.length }]);
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
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

/** Nothing is left of what is stored. */
const nothingIsLeft = async () => {
  await until(() => phone.userFiles.length === 0);
  expect(entries()).toEqual([]);
  expect(cloud.uploads.size).toBe(0);
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
  await until(() => items(first)[2]?.survives === true && phone.userFiles.length === 2);
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
