import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { send, sendRaw } from './support/send';
import { sign } from './support/sign';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, temporaryKey } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const canvas = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#07c160' } });
  const store = async (path: string, body: Buffer | string) => {
    await send(server, rootKey, { method: 'PUT', path, body });
  };
  await store('/photo.jpg', await canvas(400, 200).jpeg().toBuffer());
  // Lies on its side: what a person sees is 200 wide and 400 high.
  await store('/turned.jpg', await canvas(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer());
  await store('/text.jpg', 'not an image');
  const noise = {
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  } as const;
  const whole = await sharp(noise).jpeg().toBuffer();
  await store('/broken.jpg', whole.subarray(0, whole.length / 2));
  const frames = Buffer.concat([Buffer.alloc(40 * 20 * 3, 0), Buffer.alloc(40 * 20 * 3, 255)]);
  const animation = sharp(frames, { raw: { width: 40, height: 40, channels: 3, pageHeight: 20 } });
  await store('/animated.gif', await animation.gif({ delay: [100, 100], loop: 0 }).toBuffer());
});
afterAll(() => server.remove());

const process = (path: string, operations: string) =>
  send(server, rootKey, { path, query: { [`imageMogr2/${operations}`]: '' } });

test.each([
  ['!50p', 200, 100],
  ['!25px', 100, 200],
  ['!x25p', 400, 50],
  ['100x', 100, 50],
  ['x100', 200, 100],
  ['100x100', 100, 50],
  ['800x800', 800, 400],
  ['100x100>', 100, 50],
  ['800x800>', 400, 200],
  ['800x800<', 800, 400],
  ['100x100<', 400, 200],
  ['!100x100r', 200, 100],
  ['100x100!', 100, 100],
  ['20000@', 200, 100],
  ['1000000@', 400, 200],
])('thumbnail/%s makes %d × %d', async (geometry, width, height) => {
  const answer = await process('/photo.jpg', `thumbnail/${geometry}`);
  expect(answer.headers['content-type']).toBe('image/jpeg');
  expect(await sharp(answer.body).metadata()).toMatchObject({ format: 'jpeg', width, height });
});

test('auto-orient turns the image before it is scaled', async () => {
  const turned = await process('/turned.jpg', 'auto-orient/thumbnail/100x');
  expect(await sharp(turned.body).metadata()).toMatchObject({ width: 100, height: 200 });
  const left = await sharp((await process('/turned.jpg', 'thumbnail/100x')).body).metadata();
  expect(left).toMatchObject({ width: 100, height: 50, orientation: 6 });
  const stripped = await sharp((await process('/turned.jpg', 'strip/thumbnail/100x')).body).metadata();
  expect(stripped.orientation).toBeUndefined();
});

test.each([
  ['png', 'image/png', 'png'],
  ['webp', 'image/webp', 'webp'],
  ['jpg', 'image/jpeg', 'jpeg'],
  ['gif', 'image/gif', 'gif'],
])('format/%s', async (format, contentType, decoded) => {
  const answer = await process('/photo.jpg', `thumbnail/50x/format/${format}/quality/60`);
  expect(answer.headers['content-type']).toBe(contentType);
  expect((await sharp(answer.body).metadata()).format).toBe(decoded);
});

test('an animation keeps its frames and never grows', async () => {
  const smaller = await sharp((await process('/animated.gif', 'thumbnail/20x')).body, {
    animated: true,
  }).metadata();
  expect(smaller).toMatchObject({ pages: 2, width: 20, pageHeight: 10 });
  const larger = await sharp((await process('/animated.gif', 'thumbnail/80x')).body, {
    animated: true,
  }).metadata();
  expect(larger).toMatchObject({ pages: 2, width: 40, pageHeight: 20 });
});

test.each([
  ['/text.jpg', 'thumbnail/50x', 'InvalidImageFormat'],
  ['/broken.jpg', 'thumbnail/50x', 'InvalidImageFormat'],
  ['/photo.jpg', 'thumbnail/50', 'InvalidPicOperations'],
  ['/photo.jpg', 'thumbnail/0x', 'InvalidPicOperations'],
  ['/photo.jpg', 'thumbnail', 'InvalidPicOperations'],
  ['/photo.jpg', 'quality/0', 'InvalidPicOperations'],
  ['/photo.jpg', 'thumbnail/99999x', 'ImageResolutionExceed'],
])('%s?imageMogr2/%s is refused', async (path, operations, code) => {
  expect(await process(path, operations)).toMatchObject({ status: 400, code });
});

test('the operations are signed: a link is for one size', async () => {
  const operation = 'imageMogr2/thumbnail/100x';
  const authorization = sign(rootKey, { method: 'GET', path: '/photo.jpg', query: { [operation]: '' } });
  // The list of names is escaped once more in a URL, as the SDKs do.
  const escaped = authorization.replace(
    /(q-url-param-list=)([^&]*)/,
    (_, name, list) => name + encodeURIComponent(list),
  );
  const link = (wanted: string) => `/photo.jpg?${escaped}&${encodeURIComponent(wanted)}=`;
  expect((await sendRaw(server, { path: link(operation) })).status).toBe(200);
  const other = await sendRaw(server, { path: link('imageMogr2/thumbnail/200x') });
  expect(other.code).toBe('SignatureDoesNotMatch');
});

const info = (path: string, key = rootKey) => send(server, key, { path, query: { imageInfo: '' } });

describe('imageInfo', () => {
  test('tells of an image what it is, as texts', async () => {
    const answer = await info('/photo.jpg');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    const { body } = await send(server, rootKey, { path: '/photo.jpg' });
    expect(JSON.parse(answer.text)).toEqual({
      format: 'jpeg',
      width: '400',
      height: '200',
      size: String(body.length),
      md5: createHash('md5').update(body).digest('hex'),
      frame_count: '1',
      bit_depth: '8',
      vertical_dpi: expect.stringMatching(/^\d+$/),
      horizontal_dpi: expect.stringMatching(/^\d+$/),
      photo_rgb: expect.stringMatching(/^0x0[5-9][bc]\w6[0-4]$/),
    });
  });

  test('counts the frames of an animation, each as high as it is seen', async () => {
    expect(JSON.parse((await info('/animated.gif')).text)).toMatchObject({
      format: 'gif',
      width: '40',
      height: '20',
      frame_count: '2',
    });
  });

  test('needs no more than the right to read', async () => {
    const action = 'name/cos:GetObject';
    const key = temporaryKey([{ effect: 'allow', action, resource: below('photo.jpg') }]);
    expect((await info('/photo.jpg', key)).status).toBe(200);
    expect(await info('/animated.gif', key)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('refuses what is no image, what is not there, and operations beside it', async () => {
    expect(await info('/text.jpg')).toMatchObject({ status: 400, code: 'InvalidImageFormat' });
    expect(await info('/broken.jpg')).toMatchObject({ status: 400, code: 'InvalidImageFormat' });
    expect(await info('/nothing.jpg')).toMatchObject({ status: 404, code: 'NoSuchKey' });
    const both = { imageInfo: '', 'imageMogr2/thumbnail/9x': '' };
    const answer = await send(server, rootKey, { path: '/photo.jpg', query: both });
    expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
    const head = await send(server, rootKey, {
      method: 'HEAD',
      path: '/photo.jpg',
      query: { imageInfo: '' },
    });
    expect(head.status).toBe(501);
  });
});
