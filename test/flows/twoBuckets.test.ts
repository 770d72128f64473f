import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { ScriptedCloud } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';

/** Flows for two buckets in one Mini Program, as a page beside ours may have them. */

const { phone, cloud: one } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const OTHER = 'otherbucket-1250000000';
const MB = 1024 * 1024;

const other = new ScriptedCloud();
beforeAll(() => other.start());
afterAll(() => other.close());
beforeEach(() => {
  other.reset();
  other.issue = (answer) => ({ ...answer, bucket: OTHER });
});

const flowsForBoth = () =>
  [
    createFlows(one.config()),
    createFlows(other.config({ bucket: OTHER, addressing: 'virtual-hosted' })),
  ] as const;
const file = (bytes: Buffer, name = 'a.jpg') => ({ path: phone.file(name, bytes), name, size: bytes.length });
const until = async (holds: () => boolean) => {
  for (let i = 0; i < 300 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
};

test('each sends to its own, with a temporary key of its own', async () => {
  const [mine, theirs] = flowsForBoth();
  const [small, large] = [randomBytes(1000), randomBytes(5 * MB)];
  const objects = await Promise.all([mine.upload(file(small)).result, theirs.upload(file(large)).result]);
  expect([...one.objects.values()].map(({ body }) => body.equals(small))).toEqual([true]);
  expect([...other.objects.values()].map(({ body }) => body.equals(large))).toEqual([true]);
  expect([one.issued, other.issued]).toEqual([1, 1]);
  expect(
    await Promise.all([mine, theirs].map(async (flows) => (await flows.listObjects()).objects.length)),
  ).toEqual([1, 1]);
  await theirs.remove(objects[1]);
  expect([mine.isRemoved(objects[1].key), theirs.isRemoved(objects[1].key)]).toEqual([false, true]);
});

test('both together send no more requests with files at a time than WeChat has room for', async () => {
  let [running, most] = [0, 0];
  phone.calls.replace('uploadFile', (send) => (options) => {
    running += 1;
    most = Math.max(most, running);
    const complete: typeof options.complete = (result) => {
      running -= 1;
      options.complete?.(result);
    };
    return send({ ...options, complete });
  });
  const both = flowsForBoth();
  for (const flows of both)
    flows.uploads.add(Array.from({ length: 20 }, (_, i) => file(randomBytes(1000), `${i}.jpg`)));
  const states = () => both.flatMap(({ uploads }) => uploads.items.map(({ state }) => state.name));
  await until(() => states().every((name) => name === 'done'));
  expect([one.objects.size, other.objects.size, running]).toEqual([20, 20, 0]);
  // One more than there are lanes, when all bytes of another have left.
  expect([8, 9]).toContain(most);
});

test('the first thing that one saves does not clear away what the other is saving', async () => {
  const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const [mine, theirs] = flowsForBoth();
  const objects = [await mine.upload(file(photo)).result, await theirs.upload(file(photo)).result] as const;
  let goOn = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    phone.calls.replace('saveImageToPhotosAlbum', (original) => (options) => {
      phone.calls.restore('saveImageToPhotosAlbum');
      goOn = () => void original(options);
      resolve();
      return undefined as never;
    });
  });
  const saving = mine.saveToAlbum(objects[0]).result;
  await asked;
  await theirs.saveToAlbum(objects[1]).result;
  goOn();
  await saving;
  expect(phone.album.map(({ bytes }) => bytes.equals(photo))).toEqual([true, true]);
});

test('all together they send no more at a time than WeChat has room for', async () => {
  let running = 0;
  let most = 0;
  phone.calls.replace('uploadFile', (original) => (options) => {
    running += 1;
    most = Math.max(most, running);
    const complete: typeof options.complete = () => {
      running -= 1;
    };
    return original({ ...options, complete });
  });
  const queues = flowsForBoth().flatMap((flows) => [flows.uploads, flows.createUploads()]);
  for (const queue of queues)
    queue.add(Array.from({ length: 5 }, (_, i) => file(randomBytes(100), `${i}.jpg`)));
  await until(() => queues.every(({ items }) => items.every(({ state }) => state.name === 'done')));
  // One more than there are lanes, when all bytes of another have left.
  expect([8, 9]).toContain(most);
  expect([one.objects.size, other.objects.size]).toEqual([10, 10]);
});

test('what a killed Mini Program left in one bucket is not looked for in the other', async () => {
  const [mine, theirs] = flowsForBoth();
  one.reply = ({ query }) => (query.get('partNumber') === '4' ? 'hang' : undefined);
  const [item] = mine.uploads.add([file(randomBytes(5 * MB), 'a.mp4')]);
  await until(() => one.seen('UploadPart').some(({ query }) => query.get('partNumber') === '4'));
  await theirs.listObjects();
  await until(() => other.seen('ListMultipartUploads').length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(one.uploads.size).toBe(1);
  expect(other.seen('AbortMultipartUpload')).toEqual([]);
  one.reply = undefined;
  mine.uploads.cancel(item?.id ?? '');
  await until(() => one.uploads.size === 0);
});
