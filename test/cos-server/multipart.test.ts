import { createHash, randomBytes } from 'node:crypto';
import { type Answer, send } from './support/send';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';

const MB = 1024 * 1024;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

const path = '/video 1.mp4';

async function initiate(headers: Record<string, string> = {}): Promise<string> {
  const { text } = await send(server, rootKey, {
    method: 'POST',
    path,
    query: { uploads: '' },
    headers,
    body: '',
  });
  return /<UploadId>(\d{10}[0-9a-f]{64})<\/UploadId>/.exec(text)?.[1] ?? '';
}

function part(uploadId: string, number: number, body: Buffer | string, headers = {}): Promise<Answer> {
  const query = { partNumber: String(number), uploadId };
  return send(server, rootKey, { method: 'PUT', path, query, body, headers });
}

function complete(uploadId: string, parts: [number: number, etag: string | undefined][]): Promise<Answer> {
  const list = parts.map(
    ([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`;
  return send(server, rootKey, { method: 'POST', path, query: { uploadId }, body });
}

function md5(bytes: Buffer | string): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

test('parts in any order, one of them twice, make the object', async () => {
  const [first, second, last] = [randomBytes(MB), randomBytes(MB + 1), randomBytes(10)];
  const uploadId = await initiate({ 'x-cos-meta-a': '1', 'content-type': 'video/x-test' });
  await part(uploadId, 3, last);
  await part(uploadId, 2, 'to be replaced');
  expect((await part(uploadId, 1, first)).headers.etag).toBe(md5(first));
  await part(uploadId, 2, second);
  const done = await complete(uploadId, [
    [1, md5(first)],
    [2, md5(second)],
    [3, md5(last)],
  ]);
  expect(done.text).toMatch(/<ETag>&quot;[0-9a-f]{32}-3&quot;<\/ETag>/);

  const whole = Buffer.concat([first, second, last]);
  const got = await send(server, rootKey, { path });
  expect(got.body.equals(whole)).toBe(true);
  expect(got.headers).toMatchObject({ 'content-type': 'video/x-test', 'x-cos-meta-a': '1' });
  const range = await send(server, rootKey, { path, headers: { range: `bytes=${MB - 5}-${2 * MB + 4}` } });
  expect(range.body.equals(whole.subarray(MB - 5, 2 * MB + 5))).toBe(true);

  // The checksum that was combined from those of the parts is that of the whole.
  const copy = await send(server, rootKey, { method: 'PUT', path: '/whole', body: whole });
  expect(got.headers['x-cos-hash-crc64ecma']).toBe(copy.headers['x-cos-hash-crc64ecma']);
  expect((await complete(uploadId, [[1, md5(first)]])).code).toBe('NoSuchUpload');
});

test('parts are validated', async () => {
  const uploadId = await initiate();
  const small = 'small';
  await part(uploadId, 1, small);
  await part(uploadId, 2, small);
  await part(uploadId, 4, small);
  const tag = md5(small);
  expect(
    await complete(uploadId, [
      [1, tag],
      [2, tag],
    ]),
  ).toMatchObject({ status: 400, code: 'EntityTooSmall' });
  expect(
    await complete(uploadId, [
      [2, tag],
      [1, tag],
    ]),
  ).toMatchObject({ status: 400, code: 'InvalidPartOrder' });
  expect(
    await complete(uploadId, [
      [2, tag],
      [4, tag],
    ]),
  ).toMatchObject({ status: 400, code: 'InvalidPart' });
  expect(await complete(uploadId, [[3, tag]])).toMatchObject({ status: 400, code: 'InvalidPart' });
  expect(await complete(uploadId, [[1, md5('other')]])).toMatchObject({ status: 400, code: 'InvalidPart' });
  expect(await complete(uploadId, [])).toMatchObject({ status: 400, code: 'MalformedXML' });
  expect((await part(uploadId, 0, small)).code).toBe('InvalidArgument');
  expect((await part(uploadId, 10_001, small)).code).toBe('InvalidArgument');
  expect((await part(uploadId, 1, small, { 'content-md5': Buffer.alloc(16).toString('base64') })).code).toBe(
    'BadDigest',
  );
  expect((await complete(uploadId, [[1, tag.slice(1, -1)]])).status).toBe(200);
});

test('an upload belongs to one key', async () => {
  const uploadId = await initiate();
  const query = { partNumber: '1', uploadId };
  const other = await send(server, rootKey, { method: 'PUT', path: '/other', query, body: 'x' });
  expect(other).toMatchObject({ status: 404, code: 'NoSuchUpload' });
  expect((await part('../../x', 1, 'x')).code).toBe('NoSuchUpload');
  await send(server, rootKey, { method: 'DELETE', path, query: { uploadId } });
  expect((await part(uploadId, 1, 'x')).code).toBe('NoSuchUpload');
});

test('parts are listed page by page', async () => {
  const uploadId = await initiate({ 'x-cos-storage-class': 'STANDARD_IA' });
  for (const number of [1, 2, 5]) await part(uploadId, number, `part ${number}`);
  const list = async (query: Record<string, string>) =>
    (await send(server, rootKey, { path, query: { uploadId, ...query } })).text;
  const first = await list({ 'max-parts': '2', 'encoding-type': 'url' });
  expect(first).toContain('<EncodingType>url</EncodingType><Key>video%201.mp4</Key>');
  expect(first.match(/<PartNumber>\d<\/PartNumber>/g)).toEqual([
    '<PartNumber>1</PartNumber>',
    '<PartNumber>2</PartNumber>',
  ]);
  expect(first).toContain(
    '<NextPartNumberMarker>2</NextPartNumberMarker><StorageClass>STANDARD_IA</StorageClass>',
  );
  expect(first).toContain('<IsTruncated>true</IsTruncated>');
  const second = await list({ 'max-parts': '2', 'part-number-marker': '2' });
  expect(second).toContain(`<PartNumber>5</PartNumber>`);
  expect(second).toContain('<IsTruncated>false</IsTruncated>');
});

test('uploads are listed by key and id, page by page', async () => {
  for (const { key } of await server.objects())
    await send(server, rootKey, { method: 'DELETE', path: `/${key}` });
  const begin = (key: string) =>
    send(server, rootKey, { method: 'POST', path: `/${key}`, query: { uploads: '' }, body: '' });
  for (const key of ['up/b', 'up/a', 'up/a', 'up/c/1', 'up/c/2']) await begin(key);
  const seen: string[] = [];
  let markers: Record<string, string> = {};
  for (let page = 0; page < 10; page++) {
    const query = { uploads: '', prefix: 'up/', delimiter: '/', 'max-uploads': '1', ...markers };
    const { text } = await send(server, rootKey, { path: '/', query });
    seen.push(
      /<Upload><Key>(.*?)<\/Key>/.exec(text)?.[1] ??
        /<CommonPrefixes><Prefix>(.*?)<\/Prefix>/.exec(text)?.[1] ??
        '',
    );
    if (!text.includes('<IsTruncated>true</IsTruncated>')) break;
    markers = {
      'key-marker': /<NextKeyMarker>(.*?)<\/NextKeyMarker>/.exec(text)?.[1] ?? '',
      'upload-id-marker': /<NextUploadIdMarker>(.*?)<\/NextUploadIdMarker>/.exec(text)?.[1] ?? '',
    };
  }
  expect(seen).toEqual(['up/a', 'up/a', 'up/b', 'up/c/']);
});
