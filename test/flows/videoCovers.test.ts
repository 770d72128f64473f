import fc from 'fast-check';
import { listObjects as list } from '../../miniprogram/cos/browse/listObjects';
import { RemovedObjects } from '../../miniprogram/cos/browse/RemovedObjects';
import type { CosClient, ListedObject } from '../../miniprogram/cos/client/CosClient';
import { cleanName, coverKey, keys } from '../../miniprogram/cos/keys';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { errorAnswer, prefix } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { failureOf } from './support/objects';

const { cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const bytes = Buffer.from('x');
const put = (...names: string[]) => {
  for (const name of names) cloud.objects.set(prefix + name, { body: bytes, modified: 0 });
};
const inCloud = () => [...cloud.objects.keys()].map((key) => key.slice(prefix.length));
const names = (objects: readonly StoredObject[]) => objects.map(({ name }) => name);

test('a listing gives each video its cover and its seconds, and no cover as a file, whatever else is there', async () => {
  put('a.mp4', 'a.mp4!12.cover.jpg', 'b.mov', 'b.mov!.cover.jpg', 'c.mp4', 'gone.mp4!3.cover.jpg');
  // Pictures of their own, of what is no video; two covers of one video; a cover that is not right behind it.
  put('d.jpg!12.cover.jpg', 'd.mp4.cover.jpg', 'e.mp4', 'e.mp4!1.cover.jpg', 'e.mp4!2.cover.jpg');
  put('f.mp4', 'f.mp4 (2).mp4', 'f.mp4!7.cover.jpg', 'folder/', '!1.cover.jpg', 'g.mp4!1234567.cover.jpg');
  const { objects } = await createFlows(cloud.config()).listObjects();
  expect(Object.fromEntries(objects.map(({ name, cover }) => [name, cover?.seconds ?? cover]))).toEqual({
    '!1.cover.jpg': undefined,
    'a.mp4': 12,
    'b.mov': { key: `${prefix}b.mov!.cover.jpg`, size: 1, etag: expect.any(String) },
    'c.mp4': undefined,
    'd.jpg!12.cover.jpg': undefined,
    'd.mp4.cover.jpg': undefined,
    'e.mp4': 1,
    'f.mp4': undefined,
    'f.mp4 (2).mp4': undefined,
    'g.mp4!1234567.cover.jpg': undefined,
  });
});

test('the pages of any list, of whatever size, are one list: no cover is lost or shown between two of them', async () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '🙂'), minLength: 1, maxLength: 3 });
  const seconds = fc.constantFrom(undefined, 0, 7, 12345);
  const stored = fc.oneof(
    fc.record({ name, kind: fc.constant('video'), cover: fc.boolean(), second: fc.boolean(), seconds }),
    fc.record({ name, kind: fc.constantFrom('picture', 'folder', 'orphan', 'between'), seconds }),
  );
  const keysOf = (one: Parameters<Parameters<typeof stored.map>[0]>[0]): string[] => {
    const video = `${prefix}${one.name}.mp4`;
    if (one.kind === 'video' && 'cover' in one)
      return [
        video,
        ...(one.cover ? [coverKey(video, one.seconds)] : []),
        ...(one.second ? [coverKey(video, 99)] : []),
      ];
    if (one.kind === 'picture') return [`${prefix}${one.name}.jpg`];
    if (one.kind === 'folder') return [`${prefix}${one.name}/`];
    return [one.kind === 'orphan' ? coverKey(video, one.seconds) : `${video} 2.jpg`];
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(stored, { maxLength: 12 }),
      fc.integer({ min: 1, max: 8 }),
      async (all, count) => {
        const listed = [...new Set(all.flatMap(keysOf))].sort((a, b) =>
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
        );
        const client = clientOf(listed);
        const page = (options: { after?: string | undefined; count: number }) =>
          list(client, { action: 'list' }, options, keys, new RemovedObjects());
        const whole = await page({ count: 1000 });
        expect(whole.next).toBeUndefined();
        const paged: StoredObject[] = [];
        let after: string | undefined;
        for (let pages = 0; pages === 0 || after !== undefined; pages += 1) {
          expect(pages).toBeLessThanOrEqual(listed.length);
          const { objects, next } = await page({ after, count });
          expect(objects.length).toBeLessThanOrEqual(count);
          if (next !== undefined) expect(objects.length).toBeGreaterThan(0);
          paged.push(...objects);
          after = next;
        }
        expect(paged).toEqual(whole.objects);
        // Every file once, and nothing that is a cover's.
        const files = listed.filter((key) => !/mp4!\d*\.cover\.jpg$|\/$/.test(key));
        expect(whole.objects.map(({ key }) => key)).toEqual(files);
      },
    ),
    { numRuns: 150 },
  );
});

function clientOf(listed: readonly string[]): CosClient {
  const fake = {
    clock: { onPhone: (time: number) => time },
    credential: async () => ({ prefix }),
    listObjects: async (_attempt: unknown, { after = '', limit }: { after?: string; limit: number }) => {
      const left = listed.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
      const objects = left
        .slice(0, limit)
        .map((key): ListedObject => ({ key, size: 1, modified: 0, etag: key }));
      const next = objects[limit - 1]?.key;
      return left.length > limit && next !== undefined ? { objects, next } : { objects };
    },
  };
  return fake as unknown as CosClient;
}

test('a thousand videos with covers come in two requests, and none is cut from its cover', async () => {
  const flows = createFlows(cloud.config());
  for (let at = 0; at < 600; at += 1) put(`v${1000 + at}.mp4`, `v${1000 + at}.mp4!${at}.cover.jpg`);
  // So that the first thousand ends with a video.
  put('a.jpg');
  const objects = await flows.listAll().result;
  expect(objects).toHaveLength(601);
  expect(objects.slice(1).map(({ cover }) => cover?.seconds)).toEqual(
    Array.from({ length: 600 }, (_, at) => at),
  );
  expect(cloud.seen('GetBucket')).toHaveLength(2);
});

test('findObject tells of the cover; it is an answer without one when COS does not list', async () => {
  put('a.mp4', 'a.mp4!12.cover.jpg', 'b.jpg');
  const flows = createFlows(cloud.config());
  const found = await flows.findObject(`${prefix}a.mp4`);
  expect(found).toMatchObject({
    kind: 'video',
    checksum: expect.any(String),
    cover: { seconds: 12, size: 1 },
  });
  expect(await flows.listObjects()).toMatchObject({ objects: [{ cover: found.cover }, {}] });
  cloud.requests.length = 0;
  expect(await flows.findObject(`${prefix}b.jpg`)).not.toHaveProperty('cover');
  expect(cloud.seen('GetBucket')).toEqual([]);
  cloud.reply = ({ operation }) =>
    operation === 'GetBucket' ? errorAnswer(403, 'AccessDenied', 'no') : undefined;
  expect(await flows.findObject(`${prefix}a.mp4`)).not.toHaveProperty('cover');
});

test('a deleted video takes its covers along, before itself, by key as well, and those of another name stay', async () => {
  const flows = createFlows(cloud.config());
  put(
    'a.mp4',
    'a.mp4!12.cover.jpg',
    'a.mp4!9.cover.jpg',
    'a.mp4!notes.txt',
    'a.mp44',
    'b.mp4',
    'b.mp4!1.cover.jpg',
  );
  await flows.remove(`${prefix}a.mp4`);
  expect(inCloud()).toEqual(['a.mp4!notes.txt', 'a.mp44', 'b.mp4', 'b.mp4!1.cover.jpg']);
  const [, , video] = (await flows.listObjects()).objects;
  cloud.reply = ({ operation, key }) =>
    operation === 'DeleteObject' && key.endsWith('.jpg') ? errorAnswer(403, 'AccessDenied', 'no') : undefined;
  // Nothing is left that nobody sees: the video is still there, with its cover.
  expect(await failureOf(flows.remove(video as StoredObject))).toMatchObject({ code: 'access-denied' });
  expect(inCloud()).toEqual(expect.arrayContaining(['b.mp4', 'b.mp4!1.cover.jpg']));
  // Nor when COS does not tell whether there is one.
  cloud.reply = ({ operation }) => (operation === 'GetBucket' ? 'login-page' : undefined);
  expect(await failureOf(flows.remove(video as StoredObject))).toMatchObject({ code: 'foreign-answer' });
  expect(inCloud()).toEqual(expect.arrayContaining(['b.mp4', 'b.mp4!1.cover.jpg']));
  cloud.reply = undefined;
  await flows.remove(video as StoredObject);
  expect(inCloud()).toEqual(['a.mp4!notes.txt', 'a.mp44']);
  expect(names((await flows.listObjects()).objects)).toEqual(['a.mp4!notes.txt', 'a.mp44']);
});

test('a person\'s own file named like a cover is none: its name gets a "_" on the way', () => {
  expect(cleanName('x.mp4!12.cover.jpg')).toBe('x.mp4_12.cover.jpg');
  expect(cleanName('x!.cover.jpg')).toBe('x_.cover.jpg');
  expect(cleanName('x!12.cover.png')).toBe('x!12.cover.png');
});

test('where a key allows it, a video without a cover is shown by a frame that COS takes', async () => {
  put('a.mp4', 'a.mp4!12.cover.jpg', 'b.mp4');
  cloud.issue = (usual) => ({ ...usual, allows: { 'ci:GenerateSnapshot': {} } });
  const flows = createFlows(cloud.config());
  const [film, bare] = (await flows.listObjects()).objects as [StoredObject, StoredObject];
  const { pathname, searchParams } = new URL(await flows.thumbnailUrl(bare, { edge: 90 }));
  expect(decodeURIComponent(pathname)).toMatch(/b\.mp4$/);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    'ci-process': 'snapshot',
    time: '0',
    height: '160',
    format: 'jpg',
  });
  expect(searchParams.get('q-url-param-list')).toContain('ci-process');
  expect(await flows.thumbnailUrl(film, { edge: 90 })).not.toContain('snapshot');
  expect(await failureOf(flows.coverUrl(bare))).toMatchObject({ code: 'image-format' });
});

test('thumbnails of a video are of its cover; without one there is none to be had', async () => {
  put('a.mp4', 'a.mp4!12.cover.jpg', 'b.mp4', 'c.heic', 'd.jpg');
  const flows = createFlows(cloud.config());
  const [film, bare, heic, photo] = (await flows.listObjects()).objects as [
    StoredObject,
    StoredObject,
    StoredObject,
    StoredObject,
  ];
  const url = await flows.thumbnailUrl(film, { edge: 100 });
  expect(decodeURIComponent(url)).toContain('a.mp4!12.cover.jpg?');
  expect(url).toContain('imageMogr2%2Fthumbnail%2F%21100x100r');
  expect(await flows.thumbnailUrl(film, { edge: 100 })).toBe(url);
  const cover = decodeURIComponent(await flows.coverUrl(film));
  expect(cover).toContain('a.mp4!12.cover.jpg?');
  expect(cover).not.toContain('imageMogr2');
  expect(await failureOf(flows.thumbnailUrl(bare, { edge: 100 }))).toMatchObject({ code: 'image-format' });
  expect(await failureOf(flows.coverUrl(photo))).toMatchObject({ code: 'image-format' });
  expect(await flows.thumbnailUrl(heic, { edge: 9 })).toContain('9x9r%2Fformat%2Fjpg');
  expect(await flows.thumbnailUrl(photo, { edge: 9 })).not.toContain('format');
  expect(await flows.previewUrl(heic, { asJpeg: true })).toContain('imageMogr2%2Fformat%2Fjpg');
  for (const url of [await flows.previewUrl(heic), await flows.previewUrl(photo, { asJpeg: true })])
    expect(url).not.toContain('imageMogr2');
});
