import sharp from 'sharp';
import { send, sendRaw } from './support/send';
import { sign } from './support/sign';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';

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
