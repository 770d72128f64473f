import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { account } from '../../dev/local-cloud/account';
import { type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import type { CosConfig } from '../../miniprogram/cos/client/CosConfig';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { Failure } from '../../miniprogram/cos/failures/Failure';
import type { UploadQueue } from '../../miniprogram/cos/upload/UploadQueue';
import type { UploadItem } from '../../miniprogram/cos/upload/UploadState';
import { mp4 } from '../simulator/phone/support/media';
import { isWide } from '../support/isWide';
import { onFunctionLine } from '../support/onFunctionLine';
import { TestPhone } from '../support/phone/TestPhone';

const { bucket, region } = account;
const root = join(__dirname, '../..');
const phone = new TestPhone();
// WeChat's module wrapper declares window, and the SDK's bundle mentions it.
Object.assign(globalThis, { wx: phone.wx, window: {} });

const name = '照片 of a+b #1 100% & "Ü".jpg';
let photo: Buffer;

beforeAll(async () => {
  const noise = {
    width: 1200,
    height: 900,
    channels: 3,
    background: 'teal',
    noise: { type: 'gaussian', sigma: 40 },
  };
  photo = await sharp({ create: noise as never })
    .jpeg({ quality: 95 })
    .toBuffer();
});
afterAll(() => phone.close());

function flowsWith(sdk: string, config: CosConfig): Flows {
  let flows: Flows | undefined;
  jest.isolateModules(() => {
    jest.doMock('cos-wx-sdk-v5', () => jest.requireActual(sdk));
    const { createFlows } = jest.requireActual('../../miniprogram/cos/createFlows');
    flows = createFlows(config);
  });
  if (!flows) throw new Error('no flows');
  return flows;
}

/** Resolves when no item is queued or uploading. */
function finished(uploads: UploadQueue): Promise<readonly UploadItem[]> {
  return new Promise((resolve) => {
    const look = (items: readonly UploadItem[]) => {
      if (items.every(({ state }) => state.name !== 'queued' && state.name !== 'uploading')) {
        end();
        resolve(items);
      }
    };
    const end = uploads.subscribe(look);
  });
}

const sha256 = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

/** The file under `dir` that has these bytes. */
async function fileWith(dir: string, bytes: Buffer): Promise<string> {
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path)).equals(bytes)) return path;
  }
  throw new Error(`no file under ${dir} has these ${bytes.length} bytes`);
}

async function startCloud(createdSince2024 = false): Promise<LocalCloud & { dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'flows-'));
  const functionsRoot = join(root, 'cloudfunctions');
  const ports = { cos: 0, functions: 0, sts: 0 };
  // Not `Date.now` itself: a test that moves the time moves it for phone and cloud alike.
  const clock = () => Date.now();
  return {
    ...(await startLocalCloud({
      dataDir: dir,
      functionsRoot,
      ports,
      createdSince2024,
      clock,
      functionSettings: { VIDEO_SNAPSHOTS: '1' },
      onLine: onFunctionLine,
    })),
    dir,
  };
}

function configFor(cloud: LocalCloud, addressing: CosConfig['addressing']): CosConfig {
  return {
    bucket,
    region,
    addressing,
    endpoint: cloud.cos.url,
    credentials: { url: `${cloud.functions.url}/cos-credentials` },
  };
}

const clients = [
  ['path-style', 'cos-wx-sdk-v5', '1.4.13'],
  ['virtual-hosted', 'cos-wx-sdk-v5', '1.4.13'],
  ['virtual-hosted', '../packages/newestSdk', '1.8.0'],
] as const;

describe.each(isWide ? clients : clients.slice(0, 1))(
  '%s with %s %s, on the local cloud',
  (addressing, sdk, version) => {
    let cloud: LocalCloud & { dir: string };
    let flows: Flows;

    beforeAll(async () => {
      await phone.renew();
      cloud = await startCloud();
      flows = flowsWith(sdk, configFor(cloud, addressing));
      expect(jest.requireActual(sdk).version).toBe(version);
    });
    afterAll(async () => {
      await cloud.close();
      await rm(cloud.dir, { recursive: true });
    });

    test('ten parallel operations on a cold start call the cloud function once', async () => {
      await Promise.all(Array.from({ length: 10 }, () => flows.listObjects()));
      expect(cloud.functions.invocations('cos-credentials')).toBe(1);
    });

    test('a photo goes up, is listed, shown and saved to the album with its bytes', async () => {
      const path = phone.file(name, photo);
      flows.uploads.add([{ path, name, size: photo.length }]);
      expect(await finished(flows.uploads)).toMatchObject([{ state: { name: 'done' } }]);

      const { objects } = await flows.listObjects();
      expect(objects).toMatchObject([{ name, size: photo.length, kind: 'image', extension: 'jpg' }]);
      const [object] = objects;
      if (!object) throw new Error('not listed');
      expect(object.etag).toBe(createHash('md5').update(photo).digest('hex'));
      expect(Math.abs(object.modified - Date.now())).toBeLessThan(20_000);
      expect(await flows.findObject(object.key)).toMatchObject({
        ...object,
        contentType: 'image/jpeg',
        checksum: expect.stringMatching(/^\d+$/),
      });

      const thumbnail = Buffer.from(
        await (await fetch(await flows.thumbnailUrl(object, { edge: 200 }))).arrayBuffer(),
      );
      const { width, height } = await sharp(thumbnail).metadata();
      expect(Math.min(width, height)).toBe(200);
      expect(sha256(Buffer.from(await (await fetch(await flows.previewUrl(object))).arrayBuffer()))).toBe(
        sha256(photo),
      );

      const shown = new URL(await flows.previewUrl(object));
      expect(shown.pathname.split('/')[1]).toBe(addressing === 'path-style' ? bucket : 'users');

      const progress: number[] = [];
      await flows.saveToAlbum(object, { onProgress: ({ loaded }) => progress.push(loaded) }).result;
      expect(phone.album.map(({ bytes }) => sha256(bytes))).toEqual([sha256(photo)]);
      expect(progress[progress.length - 1]).toBe(photo.length);
      expect(await readdir(join(phone.userData, 'cos-temporary'))).toEqual([]);
    });

    test('a file gets another name, with the key of the cloud function', async () => {
      const [object] = (await flows.listObjects()).objects;
      if (!object) throw new Error('not listed');
      const renamed = await flows.rename(object, '海边 & 1');
      const { objects } = await flows.listObjects();
      expect(objects.map(({ key }) => key)).toEqual([renamed.key]);
      expect(await flows.findObject(renamed.key)).toMatchObject({
        name: '海边 & 1.jpg',
        size: object.size,
        modified: object.modified,
        contentType: 'image/jpeg',
      });
      await flows.rename(renamed, object.name);
    });

    test('one that changed on the disk of the server by a single bit is not saved', async () => {
      const [object] = (await flows.listObjects()).objects;
      if (!object) throw new Error('not listed');
      const content = await fileWith(cloud.dir, photo);
      const changed = Buffer.from(photo);
      changed.writeUInt8(changed.readUInt8(photo.length - 3) ^ 1, photo.length - 3);
      const saved = phone.album.length;
      const asked = cloud.cos.requests().length;
      await writeFile(content, changed);
      await expect(flows.saveToAlbum(object).result).rejects.toMatchObject({
        code: 'checksum-mismatch',
        attempt: { action: 'save', name },
      });
      await writeFile(content, photo);
      await flows.saveToAlbum(object).result;
      expect(phone.album).toHaveLength(saved + 1);
      expect(await readdir(join(phone.userData, 'cos-temporary'))).toEqual([]);
      // The answer to the download tells the checksum: nothing else is asked for.
      const operations = cloud.cos
        .requests()
        .slice(asked)
        .map(({ operation }) => operation);
      expect(operations).toEqual(['GetObject', 'GetObject']);
    });

    test('a video goes up in parts, and its link works for another person', async () => {
      const video = Buffer.concat([mp4(1, 2, 2), randomBytes(9_500_000)]);
      const path = phone.file('clip.mp4', video);
      flows.uploads.add([{ path, name: 'clip.mp4', size: video.length }]);
      const items = await finished(flows.uploads);
      expect(items.map(({ state }) => state.name)).toEqual(['done', 'done']);

      const { objects } = await flows.listObjects();
      expect(objects.map((object) => object.name)).toEqual(['clip.mp4', name]);
      const [object] = objects;
      if (!object) throw new Error('not listed');
      const { url } = await flows.copyLink(object, { seconds: 60 });
      expect(phone.simulated.clipboard()).toBe(url);
      expect(sha256(Buffer.from(await (await fetch(url)).arrayBuffer()))).toBe(sha256(video));
      const operations = cloud.cos.requests().map(({ operation }) => operation);
      expect(operations.filter((operation) => operation === 'UploadPart')).toHaveLength(10);
    });

    test('a video has its cover beside it, which goes with it; of one without COS is asked for a frame', async () => {
      const [bare] = (await flows.listObjects()).objects;
      if (!bare) throw new Error('not listed');
      // By ffmpeg, of something that is no video: what matters is that it was signed, and allowed.
      expect([400, 501]).toContain((await fetch(await flows.thumbnailUrl(bare, { edge: 90 }))).status);

      const film = mp4(12, 2, 2);
      const thumbnail = phone.file('t.jpg', await sharp(photo).resize(300).toBuffer());
      const { key } = await flows.upload({ path: phone.file('VID 1.mp4', film), thumbnail, seconds: 12 })
        .result;
      const [object] = (await flows.listObjects()).objects;
      if (object?.key !== key) throw new Error('not listed');
      expect(object.cover).toMatchObject({ key: `${key}!12.cover.jpg`, seconds: 12 });
      expect(await flows.findObject(key)).toMatchObject({ cover: object.cover });
      const small = await fetch(await flows.thumbnailUrl(object, { edge: 90 }));
      expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).height).toBe(90);
      expect((await fetch(await flows.coverUrl(object))).headers.get('content-type')).toBe('image/jpeg');
      await flows.remove(key);
      expect((await cloud.cos.objects()).filter((stored) => stored.key.startsWith(key))).toEqual([]);
    });

    test('a drawing that a browser would run is stored as plain bytes', async () => {
      const drawing = Buffer.alloc(4_500_000, '<svg xmlns="http://www.w3.org/2000/svg"/>');
      const path = phone.file('drawing.svg', drawing);
      flows.uploads.add([{ path, name: 'drawing.svg', size: drawing.length }]);
      await finished(flows.uploads);
      const [object] = (await flows.listObjects()).objects;
      if (object?.name !== 'drawing.svg') throw new Error('not listed');
      expect(await flows.findObject(object.key)).toMatchObject({ contentType: 'application/octet-stream' });
      await flows.remove(object);
    });

    test('a URL for 60 s, asked for when the key is 20 minutes old, works for 60 s', async () => {
      const [object] = (await flows.listObjects()).objects;
      if (!object) throw new Error('not listed');
      const calls = cloud.functions.invocations('cos-credentials');
      const { now } = Date;
      const later = (seconds: number) =>
        jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1000);
      try {
        later(20 * 60);
        const { url } = await flows.signedUrl(object, { seconds: 60 });
        later(20 * 60 + 50);
        expect((await fetch(url)).status).toBe(200);
        later(20 * 60 + 70);
        expect(await (await fetch(url)).text()).toContain('Request has expired');
      } finally {
        jest.restoreAllMocks();
      }
      expect(cloud.functions.invocations('cos-credentials')).toBe(calls);
    });

    test('a revoked key is replaced without notice, also for a download', async () => {
      const [object] = (await flows.listObjects()).objects;
      if (!object) throw new Error('not listed');
      const before = cloud.functions.invocations('cos-credentials');
      cloud.cos.revoke(new URL(await flows.previewUrl(object)).searchParams.get('q-ak') ?? '');
      await flows.saveToAlbum(object).result;
      expect(cloud.functions.invocations('cos-credentials') - before).toBe(1);
    });

    test('what is deleted is gone', async () => {
      for (const object of (await flows.listObjects()).objects) await flows.remove(object);
      expect(await flows.listObjects()).toEqual({ objects: [] });
    });

    test('every request was signed as COS wants it', () => {
      const asked = cloud.cos.requests().filter(({ operation }) => operation !== 'GenerateSnapshot');
      const refused = asked.filter(({ status }) => status >= 400);
      // Of the key that was revoked, and of the link whose time was over.
      expect(refused.filter(({ reason }) => !/revoked|q-key-time ended/.test(reason ?? ''))).toEqual([]);
    });
  },
);

test('path style on a bucket since 2024 is told with what to change', async () => {
  const cloud = await startCloud(true);
  const flows = flowsWith('cos-wx-sdk-v5', configFor(cloud, 'path-style'));
  const failure: Failure = await flows.listObjects().then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  );
  expect(failure).toMatchObject({
    code: 'path-style-refused',
    attempt: { action: 'list' },
    params: { bucket },
  });
  await cloud.close();
  await rm(cloud.dir, { recursive: true });
});
