import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startCosServer } from '../../dev/cos-server/startCosServer';
import { send } from './support/send';
import { sign } from './support/sign';
import { bucket, region, rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.remove());

const put = (path: string, body: string) => send(server, rootKey, { method: 'PUT', path, body });
const contents = () => readdir(join(server.dataDir, bucket, 'contents'));

test('files, uploads and their metadata survive a restart', async () => {
  await put('/照片.jpg', 'photo');
  const begun = await send(server, rootKey, {
    method: 'POST',
    path: '/video.mp4',
    query: { uploads: '' },
    body: '',
  });
  const uploadId = /<UploadId>(.*?)</.exec(begun.text)?.[1] ?? '';
  await send(server, rootKey, {
    method: 'PUT',
    path: '/video.mp4',
    query: { partNumber: '1', uploadId },
    body: 'part',
  });
  const [before] = await server.objects();

  server = await server.restart();
  expect(await server.objects()).toEqual([before]);
  expect((await send(server, rootKey, { path: '/照片.jpg' })).text).toBe('photo');
  const parts = await send(server, rootKey, { path: '/video.mp4', query: { uploadId } });
  expect(parts.text).toContain('<PartNumber>1</PartNumber>');
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${/&quot;(\w+)&quot;/.exec(parts.text)?.[1]}</ETag></Part></CompleteMultipartUpload>`;
  await send(server, rootKey, { method: 'POST', path: '/video.mp4', query: { uploadId }, body });
  server = await server.restart();
  expect((await send(server, rootKey, { path: '/video.mp4' })).text).toBe('part');
});

test('what an object no longer needs is removed, also what an interrupted run left', async () => {
  await put('/a', 'one');
  await put('/a', 'two');
  expect(await contents()).toHaveLength(1);
  await writeFile(join(server.dataDir, bucket, 'contents', 'left-over'), 'bytes');
  await writeFile(join(server.dataDir, bucket, 'aside', 'left-over'), '{"key":');
  server = await server.restart();
  expect(await contents()).toHaveLength(1);
  expect(await readdir(join(server.dataDir, bucket, 'aside'))).toEqual([]);
  await send(server, rootKey, { method: 'DELETE', path: '/a' });
  expect(await contents()).toEqual([]);
});

test('what a system puts into a folder that somebody looks at is no object and no upload', async () => {
  await put('/a', 'one');
  const begun = { method: 'POST', path: '/b', query: { uploads: '' }, body: '' };
  const uploadId = /<UploadId>(.*?)</.exec((await send(server, rootKey, begun)).text)?.[1] ?? '';
  const folder = join(server.dataDir, bucket);
  for (const place of ['.', 'contents', 'objects', 'uploads', `uploads/${uploadId}`]) {
    await writeFile(join(folder, place, '.DS_Store'), '\0\0\0\x01Bud1');
    await mkdir(join(folder, place, '@eaDir'));
  }
  server = await server.restart();
  expect((await send(server, rootKey, { path: '/a' })).text).toBe('one');
  const parts = await send(server, rootKey, { path: '/b', query: { uploadId } });
  expect(parts.status).toBe(200);
});

test('an upload that breaks off leaves nothing', async () => {
  const authorization = sign(rootKey, { method: 'PUT', path: '/broken' });
  const logged = new Promise((resolve) => server.onRequest(resolve));
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    `PUT /broken HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Length: 1000\r\n\r\nonly this`,
    () => socket.destroy(),
  );
  expect(await logged).toMatchObject({ operation: 'PutObject', key: 'broken' });
  expect(await server.objects()).toEqual([]);
  expect(await contents()).toEqual([]);
});

test('of many writers to one key one wins, whole', async () => {
  const bodies = Array.from({ length: 20 }, (_, index) => String(index).repeat(1000 + index));
  const answers = await Promise.all(bodies.map((body) => put('/contended', body)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const final = await send(server, rootKey, { path: '/contended' });
  expect(bodies).toContain(final.text);
  expect(answers.map(({ headers }) => headers.etag)).toContain(final.headers.etag);
  expect(await contents()).toHaveLength(1);
});

test('a second server on the folder is refused', async () => {
  const options = { port: 0, dataDir: server.dataDir, bucket, region, ...rootKey };
  await expect(startCosServer(options)).rejects.toThrow(
    `Can't use ${server.dataDir}: a COS server with process id ${process.pid} is running on it.`,
  );
});

test.each(['', '{"token":', '{}'])('a lock that a power failure left as %j says what to do', async (text) => {
  await server.close();
  const lock = join(server.dataDir, 'server.lock');
  await mkdir(lock);
  await writeFile(join(lock, 'holder.json'), text);
  const options = { port: 0, dataDir: server.dataDir, bucket, region, ...rootKey };
  await expect(startCosServer(options)).rejects.toThrow(
    `Can't read the lock ${lock}. If no COS server is running on this folder, remove it.`,
  );
});

test.each([
  [{ bucket: 'examplebucket' }, 'a bucket is written with its APPID'],
  [{ region: 'guangzhou' }, 'a region looks like ap-guangzhou'],
  [{ secretKey: '' }, 'secretId and secretKey must not be empty'],
  [{ ownerPolicy: { Statement: [] } }, 'ownerPolicy is no CAM policy'],
])('bad options %j are explained', async (bad, message) => {
  const options = { port: 0, dataDir: join(server.dataDir, 'other'), bucket, region, ...rootKey };
  await expect(startCosServer({ ...options, ...bad })).rejects.toThrow(message);
});
