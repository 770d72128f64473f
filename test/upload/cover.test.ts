import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { timeLimits } from '../../miniprogram/cos/task/timeLimits';
import { errorAnswer, prefix, type Reply, type SeenRequest } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { mp4 } from '../simulator/phone/support/media';
import { JPEG } from '../support/pictures';

/** The picture that WeChat gives with a video goes into the cloud behind it, and never costs the video anything. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const limits = { ...timeLimits, uploadPauses: [5], operationPauses: [5] };
/** `cover`: milliseconds that a video waits for it. */
const flowsOf = (cover = timeLimits.cover) => createFlows(cloud.config(), { limits: { ...limits, cover } });
const film = (bytes: Buffer = randomBytes(2000), name = 'film.mp4') => ({
  path: phone.file(name, bytes),
  name,
  size: bytes.length,
  thumbnail: phone.file('t.jpg', JPEG),
  seconds: 12,
});
const isCover = ({ key }: { key: string }) => key.endsWith('.cover.jpg');
const inCloud = () =>
  [...cloud.objects.keys()].map((key) => key.slice(prefix.length).replace(/^\d{13}-/, ''));
const until = async (holds: () => boolean) => {
  for (let i = 0; i < 500 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
};

/** What sends a cover is held until `answer` is called; `arrived` when the first of them is there. */
function holdCover(reply?: Reply): { arrived: Promise<void>; answer(): void } {
  let answer: () => void = () => undefined;
  const open = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let come: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    come = resolve;
  });
  cloud.reply = async (request: SeenRequest) => {
    if (request.operation !== 'PostObject' || !isCover(request)) return undefined;
    come();
    await open;
    return reply;
  };
  return { arrived, answer };
}

test('the picture of a video is stored behind it, with its length, and a listing gives the same cover', async () => {
  const flows = flowsOf();
  const small = await flows.upload(film()).result;
  const large = await flows.upload(film(randomBytes(5_000_000))).result;
  expect(small.cover).toEqual({
    key: `${small.key}!12.cover.jpg`,
    size: JPEG.length,
    etag: expect.any(String),
    seconds: 12,
  });
  const { objects } = await flows.listObjects();
  expect(objects.map(({ cover }) => cover)).toEqual([large.cover, small.cover]);
  const order = cloud.requests.map(({ operation, key }) => [operation, isCover({ key })]);
  const covers = order.filter(([, cover]) => cover);
  expect(covers).toEqual([
    ['PostObject', true],
    ['PostObject', true],
  ]);
  // Behind the last word on its video.
  expect(order.findIndex(([, cover]) => cover)).toBe(order.findIndex(([one]) => one === 'PostObject') + 1);
  expect(order.at(-2)).toEqual(['PostObject', true]);
  expect(order.at(-3)?.[0]).toBe('CompleteMultipartUpload');
  expect(cloud.objects.get(large.cover?.key ?? '')?.body.equals(JPEG)).toBe(true);
});

test("what gets no cover: a picture, a video without one, a key that may be another video's, too long a key, too large a picture", async () => {
  const flows = flowsOf();
  const { thumbnail, seconds, ...bare } = film();
  const photo = phone.file('a.jpg', JPEG);
  // 850 bytes with the prefix and the stamp.
  const longest = `${'照'.repeat(273)}ab.mp4`;
  for (const [file, options] of [
    [{ path: photo, name: 'a.jpg', thumbnail: photo, seconds }],
    [bare],
    [film(), { key: 'intro.mp4' }],
    [film(undefined, longest)],
    [{ ...film(), thumbnail: phone.file('big.jpg', Buffer.alloc(1024 * 1024 + 1)) }],
    [{ ...film(), thumbnail: phone.file('empty.jpg', Buffer.of()) }],
    [{ ...film(), thumbnail: 'http://tmp/gone.jpg' }],
  ] as const) {
    const object = await flows.upload(file, options).result;
    expect(object).not.toHaveProperty('cover');
    if (file.name === longest) expect(Buffer.byteLength(object.key)).toBeGreaterThan(835);
  }
  expect(inCloud().filter((key) => isCover({ key }))).toEqual([]);
  const unknown = await flows.upload({ ...bare, thumbnail }).result;
  expect(unknown.cover?.key).toBe(`${unknown.key}!.cover.jpg`);
});

test('a picture in full size is made smaller, as far as WeChat can', async () => {
  const flows = flowsOf();
  const noise = randomBytes(1200 * 800 * 3);
  const raw = { width: 1200, height: 800, channels: 3 } as const;
  const frame = await sharp(noise, { raw }).jpeg({ quality: 80 }).toBuffer();
  expect(frame.length).toBeGreaterThan(400_000);
  const video = () => ({ ...film(), thumbnail: phone.file('frame.jpg', frame) });
  const { cover } = await flows.upload(video()).result;
  const stored = cloud.objects.get(cover?.key ?? '')?.body as Buffer;
  expect(await sharp(stored).metadata()).toMatchObject({ width: 720, height: 480, format: 'jpeg' });
  expect(cover?.size).toBe(stored.length);
  phone.lacks('compressImage');
  expect((await flows.upload(video()).result).cover?.size).toBe(frame.length);
});

test.each<[string, Reply]>([
  ['is refused', errorAnswer(403, 'AccessDenied', 'no')],
  ['breaks off', 'drop'],
  ['is answered by a web page', 'login-page'],
  ['is never answered', 'hang'],
])('a cover that %s costs nothing', async (_what, reply) => {
  const flows = flowsOf(50);
  cloud.reply = (request) => (request.operation === 'PostObject' && isCover(request) ? reply : undefined);
  expect(await flows.upload(film()).result).not.toHaveProperty('cover');
  flows.uploads.add([film()]);
  await until(() => flows.uploads.items[0]?.state.name === 'done');
  expect(flows.uploads.state).toEqual({ name: 'idle' });
  expect(inCloud()).toEqual(['film.mp4', 'film.mp4']);
});

test('one that takes long is waited for no longer, and comes by itself', async () => {
  const flows = flowsOf(50);
  const held = holdCover();
  expect(await flows.upload(film()).result).not.toHaveProperty('cover');
  held.answer();
  await until(() => cloud.objects.size === 2);
  expect((await flows.listObjects()).objects).toMatchObject([{ cover: { seconds: 12 } }]);
});

test('a video that is deleted while its cover is on its way leaves none', async () => {
  const flows = flowsOf(50);
  const held = holdCover();
  const sent = flows.upload(film()).result;
  await held.arrived;
  const [video] = (await flows.listObjects()).objects as [StoredObject];
  await flows.remove(video);
  held.answer();
  await sent;
  await until(() => cloud.objects.size === 0 && cloud.seen('DeleteObject').some(isCover));
});

test('cancelled while the cover is on its way, nothing is left of either; paused, the video is done', async () => {
  let flows = flowsOf();
  const held = holdCover();
  const task = flows.upload(film());
  await held.arrived;
  task.cancel();
  await expect(task.result).rejects.toMatchObject({ code: 'cancelled' });
  held.answer();
  await until(() => cloud.objects.size === 0 && cloud.seen('DeleteObject').some(isCover));

  const second = holdCover();
  flows = flowsOf();
  flows.uploads.add([film()]);
  await second.arrived;
  flows.uploads.pause(flows.uploads.items[0]?.id ?? '');
  second.answer();
  await until(() => flows.uploads.items[0]?.state.name === 'done');
  expect(flows.uploads.items[0]?.state).toMatchObject({ object: { cover: { seconds: 12 } } });
});

test('who chooses a video hands over its picture and its length, as far as WeChat tells', async () => {
  const flows = flowsOf();
  phone.person.wants = [{ name: 'a.mp4', bytes: mp4(12.4, 4, 2), thumbnail: JPEG }];
  const [chosen] = await flows.chooseFiles();
  expect(chosen).toMatchObject({ seconds: 12, thumbnail: expect.stringMatching(/^http:\/\/tmp\//) });
  phone.person.wants = [{ name: 'a.mp4', bytes: mp4(0.3, 4, 2) }];
  expect(await flows.chooseFiles()).toEqual([expect.objectContaining({ seconds: 1 })]);
  expect((await flows.chooseFiles())[0]).not.toHaveProperty('thumbnail');
  phone.lacks('chooseMedia');
  phone.person.wants = [{ name: 'a.mp4', bytes: mp4(75, 4, 2), thumbnail: JPEG }];
  const [other] = await flows.chooseFiles({ types: ['video'] });
  expect(other).toMatchObject({ seconds: 75, thumbnail: expect.any(String) });
  const { cover } = await flows.upload(other as NonNullable<typeof other>).result;
  expect(cover).toMatchObject({ seconds: 75 });
});
