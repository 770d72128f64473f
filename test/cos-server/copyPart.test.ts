import { createHash, randomBytes } from 'node:crypto';
import { send } from './support/send';
import { bucket, region, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, type Key, temporaryKey } from './support/temporaryKey';

const MB = 1024 * 1024;
const bytes = randomBytes(2 * MB + 10);
let server: TestServer;
let uploadId: string;
beforeAll(async () => {
  server = await startTestServer();
  await send(server, rootKey, { method: 'PUT', path: '/源 1', body: bytes });
  const begun = await send(server, rootKey, {
    method: 'POST',
    path: '/target',
    query: { uploads: '' },
    body: '',
  });
  uploadId = /<UploadId>(.*?)<\/UploadId>/.exec(begun.text)?.[1] ?? '';
});
afterAll(() => server.remove());

const sourceOf = (key: string) => `${bucket}.cos.${region}.myqcloud.com/${encodeURIComponent(key)}`;

function copyPart(
  headers: Record<string, string> = {},
  { key = rootKey as Key, number = '1', id = uploadId } = {},
) {
  return send(server, key, {
    method: 'PUT',
    path: '/target',
    query: { partNumber: number, uploadId: id },
    headers: { 'x-cos-copy-source': sourceOf('源 1'), ...headers },
  });
}

test('ranges of an object become the parts of another', async () => {
  const first = await copyPart({ 'x-cos-copy-source-range': `bytes=0-${MB - 1}` });
  const md5 = createHash('md5').update(bytes.subarray(0, MB)).digest('hex');
  expect(first.status).toBe(200);
  expect(first.text).toMatch(
    new RegExp(
      `<CopyPartResult><ETag>&quot;${md5}&quot;</ETag><LastModified>\\d{4}-.*Z</LastModified></CopyPartResult>`,
    ),
  );
  const second = await copyPart({ 'x-cos-copy-source-range': `bytes=${MB}-${2 * MB + 9}` }, { number: '2' });
  const whole = await copyPart({}, { number: '3' });
  const etags = [first, second, whole].map(({ text }) => /&quot;(.*?)&quot;/.exec(text)?.[1]);
  const list = etags.map(
    (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`;
  const query = { uploadId };
  expect((await send(server, rootKey, { method: 'POST', path: '/target', query, body })).status).toBe(200);
  const copy = await send(server, rootKey, { path: '/target' });
  expect(copy.body.equals(Buffer.concat([bytes, bytes]))).toBe(true);
  expect(server.requests().some(({ operation }) => operation === 'UploadPartCopy')).toBe(true);
});

describe('is refused', () => {
  beforeAll(async () => {
    const begun = await send(server, rootKey, {
      method: 'POST',
      path: '/target',
      query: { uploads: '' },
      body: '',
    });
    uploadId = /<UploadId>(.*?)<\/UploadId>/.exec(begun.text)?.[1] ?? '';
  });

  test.each([
    [
      'a range beyond the object',
      { 'x-cos-copy-source-range': `bytes=0-${2 * MB + 10}` },
      416,
      'InvalidRange',
    ],
    ['a range that is none', { 'x-cos-copy-source-range': 'bytes=5-1' }, 400, 'InvalidArgument'],
    ['an open range', { 'x-cos-copy-source-range': 'bytes=5-' }, 400, 'InvalidArgument'],
    ['a source that is not there', { 'x-cos-copy-source': sourceOf('none') }, 404, 'NoSuchKey'],
    ['a condition that does not hold', { 'x-cos-copy-source-if-match': '"0"' }, 412, 'PreconditionFailed'],
  ])('%s', async (_, headers, status, code) => {
    expect(await copyPart(headers)).toMatchObject({ status, code });
  });

  test('an upload that is not there and a number that is none', async () => {
    expect((await copyPart({}, { id: 'none' })).code).toBe('NoSuchUpload');
    expect((await copyPart({}, { number: '10001' })).code).toBe('InvalidArgument');
  });

  test.each([
    ['name/cos:GetObject', 'target'],
    ['name/cos:PutObject', '源 1'],
  ])('a key that has not both: %s alone', async (action) => {
    const key = temporaryKey([{ effect: 'allow', action, resource: below('') }]);
    expect(await copyPart({}, { key })).toMatchObject({ status: 403, code: 'AccessDenied' });
  });
});
