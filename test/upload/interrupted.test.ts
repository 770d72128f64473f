import { randomBytes } from 'node:crypto';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { QueueState, UploadItem } from '../../miniprogram/cos/upload/UploadState';
import { errorAnswer, type SeenRequest } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { isWide } from '../support/isWide';

/** The network and WeChat interrupt uploads: nothing fails, and nothing that arrived is sent again. */

const { phone, cloud } = useHost({ backgroundMs: 20 });
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');
jest.setTimeout(10_000);

const MB = 1024 * 1024;
const LARGE = 5 * MB;
const limits = {
  ...timeLimits,
  uploadPauses: [5, 10, 20, 40],
  operationPauses: [5],
  networkPauses: [20, 40],
};

/** A start of the Mini Program, and each state that a page sees. */
function start(): {
  flows: Flows;
  seen: Set<string>;
  shown: (readonly [QueueState, readonly UploadItem[]])[];
} {
  let flows: Flows | undefined;
  jest.isolateModules(() => {
    const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
    flows = createFlows(cloud.config(), { limits });
  });
  if (!flows) throw new Error('no flows');
  opened.push(flows);
  const seen = new Set<string>();
  const shown: (readonly [QueueState, readonly UploadItem[]])[] = [];
  const look = (items: readonly UploadItem[], state: QueueState) => {
    seen.add(`queue ${state.name}`);
    shown.push([state, items]);
    for (const item of items) seen.add(item.state.name);
  };
  flows.uploads.subscribe(look);
  return { flows, seen, shown };
}

const opened: Flows[] = [];
afterEach(() => {
  for (const { uploads } of opened.splice(0)) uploads.cancelAll();
});

const chosen = (size: number, name = 'a.mp4') => ({ path: phone.file(name, randomBytes(size)), name, size });

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

const allDone = ({ uploads }: Flows) =>
  until(() => uploads.items.every(({ state }) => state.name === 'done'));
const isPart = (number: number) => (request: SeenRequest) =>
  request.operation === 'UploadPart' && request.query.get('partNumber') === String(number);

/** Never fewer bytes than before. */
function expectForward(shown: readonly (readonly [QueueState, readonly UploadItem[]])[]): void {
  let most = 0;
  for (const [, [item]] of shown) {
    const loaded = item && 'progress' in item.state ? item.state.progress.loaded : most;
    expect(loaded).toBeGreaterThanOrEqual(most);
    most = loaded;
  }
}

test('the network goes in the middle of Complete, which COS has done: found when it is back, sent once', async () => {
  const { flows, seen, shown } = start();
  cloud.reply = ({ operation }) => {
    if (operation !== 'CompleteMultipartUpload') return undefined;
    phone.simulated.settings.update({ network: 'none' });
    return 'lose';
  };
  flows.uploads.add([chosen(LARGE)]);
  await until(
    () => flows.uploads.state.name === 'offline' && flows.uploads.items[0]?.state.name === 'waiting',
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  phone.simulated.settings.update({ network: 'wifi' });
  await allDone(flows);
  expect(cloud.seen('UploadPart')).toHaveLength(LARGE / MB);
  expect(cloud.seen('CompleteMultipartUpload')).toHaveLength(1);
  expect(seen).not.toContain('failed');
  expectForward(shown);
});

test('ten minutes in the background: what was acknowledged is not sent again, and no time limit is over', async () => {
  const { flows, seen, shown } = start();
  const acknowledged = new Set<string | null>();
  let held = 0;
  cloud.reply = (request) => {
    if (request.operation !== 'UploadPart') return undefined;
    if (acknowledged.size < 3) {
      acknowledged.add(request.query.get('partNumber'));
      return undefined;
    }
    held += 1;
    return 'hang';
  };
  flows.uploads.add([chosen(8 * MB), chosen(100_000, 'b.jpg')]);
  await until(() => held > 0);
  phone.simulated.setShown(false);
  // By then WeChat has broken the calls, and holds back what they answer.
  await new Promise((resolve) => setTimeout(resolve, 60));
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 600_000);
  cloud.reply = undefined;
  const before = cloud.requests.length;
  phone.simulated.setShown(true);
  await allDone(flows);
  const again = cloud.requests.slice(before).filter(({ operation }) => operation === 'UploadPart');
  expect(again.filter(({ query }) => acknowledged.has(query.get('partNumber')))).toEqual([]);
  expect(cloud.seen('InitiateMultipartUpload').length).toBeLessThanOrEqual(1);
  expect(seen).not.toContain('failed');
  expectForward(shown);
});

test('paused in the middle it keeps its parts, and resumed it says so', async () => {
  const { flows, shown } = start();
  let held = 0;
  cloud.reply = (request) => {
    if (request.operation !== 'UploadPart' || isPart(1)(request) || isPart(2)(request)) return undefined;
    held += 1;
    return 'hang';
  };
  flows.uploads.add([chosen(LARGE)]);
  const state = () => flows.uploads.items[0]?.state;
  await until(() => held > 0 && JSON.stringify(state()).includes(`"loaded":${2 * MB}`));
  flows.uploads.pause('1');
  expect(state()).toMatchObject({ name: 'paused', progress: { loaded: 2 * MB }, kept: 2 * MB });
  cloud.reply = undefined;
  cloud.requests.length = 0;
  flows.uploads.resume('1');
  await until(() => state()?.name === 'uploading');
  expect(state()).toMatchObject({ kept: 2 * MB });
  await allDone(flows);
  expect(cloud.requests.filter((request) => isPart(1)(request) || isPart(2)(request))).toEqual([]);
  expectForward(shown);
});

test('a form that has left whole when it is paused is waited for, and done', async () => {
  const { flows } = start();
  let go: (() => void) | undefined;
  cloud.reply = ({ operation }) =>
    operation === 'PostObject'
      ? new Promise((resolve) => {
          go = () => resolve(undefined);
        })
      : undefined;
  flows.uploads.add([chosen(50_000, 'b.jpg')]);
  const state = () => flows.uploads.items[0]?.state;
  await until(() => go !== undefined && JSON.stringify(state()).includes('"loaded":50000'));
  flows.uploads.pause('1');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(state()?.name).toBe('paused');
  go?.();
  await allDone(flows);
  expect(cloud.seen('PostObject')).toHaveLength(1);
});

test('a key that is refused for many files: asked for a few times, one cause, and nothing is sent', async () => {
  const files = isWide ? 200 : 40;
  const uploads = start().flows.createUploads();
  cloud.issue = () => ({ status: 403, body: '{"message":"the function says no"}' });
  uploads.add(Array.from({ length: files }, (_, index) => ({ ...chosen(10, `${index}.jpg`), size: 10 })));
  await until(() => uploads.state.name === 'stopped');
  expect(uploads.state).toMatchObject({ failure: { code: 'credential-refused' } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(cloud.seen('PostObject')).toEqual([]);
  expect(uploads.items.map(({ state }) => state.name)).not.toContain('failed');
  cloud.issue = undefined;
  cloud.reply = ({ key }) => (key.endsWith('7.jpg') ? errorAnswer(400, 'InvalidArgument', 'No.') : undefined);
  uploads.resumeAll();
  await until(() => uploads.state.name === 'idle');
  const count = (name: string) => uploads.items.filter(({ state }) => state.name === name).length;
  expect([count('failed'), count('done')]).toEqual([files / 10, (files / 10) * 9]);
});
