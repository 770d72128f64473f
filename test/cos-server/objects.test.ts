import { createHash } from 'node:crypto';
import { testWide } from '../support/isWide';
import { send } from './support/send';
import { bucket, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, temporaryKey } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

const put = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  send(server, rootKey, { method: 'PUT', path, body, headers });
const get = (path: string, headers: Record<string, string> = {}, query: Record<string, string> = {}) =>
  send(server, rootKey, { path, headers, query });

test('every answer tells its id, the time and the server', async () => {
  for (const answer of [await put('/common', 'x'), await get('/common'), await get('/absent')]) {
    expect(answer.headers['x-cos-request-id']).toMatch(/^[\w+/]+=*$/);
    expect(answer.headers.server).toBe('tencent-cos');
    expect(Math.abs(Date.parse(answer.headers.date ?? '') - Date.now())).toBeLessThan(10_000);
  }
});

test('an error is XML as COS writes it', async () => {
  const answer = await get('/no such & key');
  expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/xml' } });
  const id = String(answer.headers['x-cos-request-id']);
  expect(answer.text).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code>' +
      '<Message>The specified key does not exist.</Message><Resource>/no such &amp; key</Resource>' +
      `<RequestId>${id}</RequestId><TraceId>${id}</TraceId></Error>`,
  );
  const head = await send(server, rootKey, { method: 'HEAD', path: '/no such & key' });
  expect(head).toMatchObject({ status: 404, text: '' });
});

test('checksums are those of the documentation', async () => {
  const answer = await put('/documented', '[Object Content]');
  expect(answer.headers).toMatchObject({
    etag: '"ee8de918d05640145b18f70f4c3aa602"',
    'x-cos-hash-crc64ecma': '16749565679157681890',
  });
});

test('metadata comes back; empty headers count as absent', async () => {
  await put('/meta.zip', 'x', {
    'cache-control': '',
    'content-type': '',
    'content-disposition': 'attachment; filename="a.zip"',
    'x-cos-meta-note': 'kept',
  });
  const { headers } = await get('/meta.zip');
  expect(headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="a.zip"',
    'x-cos-meta-note': 'kept',
    'accept-ranges': 'bytes',
  });
  expect(headers['cache-control']).toBeUndefined();
  await put('/no-extension', 'x');
  expect((await get('/no-extension')).headers['content-type']).toBe('application/octet-stream');
});

test.each([
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=-20', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
  ['bytes=3-1', 200, '0123456789', undefined],
  ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ['items=0-1', 200, '0123456789', undefined],
])('Range %s', async (range, status, text, contentRange) => {
  await put('/ranged', '0123456789');
  const answer = await get('/ranged', { range });
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text });
  expect(answer.headers['content-range']).toBe(contentRange);
  expect(answer.headers['content-length']).toBe(String(text.length));
});

test('a range past the end', async () => {
  await put('/ranged', '0123456789');
  const answer = await get('/ranged', { range: 'bytes=10-' });
  expect(answer).toMatchObject({
    status: 416,
    code: 'InvalidRange',
    headers: { 'content-range': 'bytes */10' },
  });
  await put('/empty', '');
  expect((await get('/empty', { range: 'bytes=0-' })).status).toBe(416);
  expect(await get('/empty')).toMatchObject({ status: 200, text: '' });
});

test('conditions', async () => {
  const { headers } = await put('/conditional', 'x');
  const etag = String(headers.etag);
  const past = 'Thu, 01 Jan 2015 00:00:00 GMT';
  const future = new Date(Date.now() + 3_600_000).toUTCString();
  const status = async (sent: Record<string, string>) => (await get('/conditional', sent)).status;
  expect(await status({ 'if-none-match': etag })).toBe(304);
  expect(await status({ 'if-none-match': '"other"' })).toBe(200);
  expect(await status({ 'if-match': etag })).toBe(200);
  expect(await status({ 'if-match': '"other"' })).toBe(412);
  expect(await status({ 'if-modified-since': future })).toBe(304);
  expect(await status({ 'if-modified-since': past })).toBe(200);
  expect(await status({ 'if-unmodified-since': past })).toBe(412);
  expect(await status({ 'if-none-match': '"other"', 'if-modified-since': future })).toBe(200);
});

test('Content-MD5 is checked', async () => {
  const md5 = createHash('md5').update('right').digest('base64');
  expect((await put('/md5', 'right', { 'content-md5': md5 })).status).toBe(200);
  expect(await put('/md5', 'wrong', { 'content-md5': md5 })).toMatchObject({
    status: 400,
    code: 'BadDigest',
  });
  expect(await put('/md5', 'right', { 'content-md5': 'abc' })).toMatchObject({
    status: 400,
    code: 'InvalidDigest',
  });
  expect((await get('/md5')).text).toBe('right');
});

test('a key has at most 850 bytes', async () => {
  expect((await put(`/${'k'.repeat(850)}`, 'x')).status).toBe(200);
  expect(await put(`/${'k'.repeat(851)}`, 'x')).toMatchObject({ status: 400, code: 'KeyTooLong' });
  expect(await put(`/${'文'.repeat(284)}`, 'x')).toMatchObject({ status: 400, code: 'KeyTooLong' });
});

test('keys are names, never paths', async () => {
  const odd = [
    '/../../escape',
    '/a/../b',
    '/./.',
    '//double',
    '/con',
    '/A',
    '/a',
    '/é',
    '/e\u0301',
    '/nul\0byte',
    '/ end ',
  ];
  for (const [index, path] of odd.entries()) expect((await put(path, String(index))).status).toBe(200);
  for (const [index, path] of odd.entries()) expect((await get(path)).text).toBe(String(index));
  const kept = (await server.objects()).map(({ key }) => key);
  expect(kept).toEqual(expect.arrayContaining(odd.map((path) => path.slice(1))));
});

test('deleting what is not there is no error', async () => {
  await put('/deleted', 'x');
  const remove = () => send(server, rootKey, { method: 'DELETE', path: '/deleted' });
  expect(await remove()).toMatchObject({ status: 204, text: '' });
  expect((await remove()).status).toBe(204);
  expect((await get('/deleted')).code).toBe('NoSuchKey');
});

test('x-cos-forbid-overwrite keeps the object', async () => {
  await put('/once', 'first');
  const again = await put('/once', 'second', { 'x-cos-forbid-overwrite': 'true' });
  expect(again).toMatchObject({ status: 409, code: 'FileAlreadyExists' });
  expect((await get('/once')).text).toBe('first');
});

describe('copy', () => {
  const source = (key: string) => `${bucket}.cos.ap-guangzhou.myqcloud.com/${encodeURIComponent(key)}`;

  test('keeps or replaces the metadata', async () => {
    await put('/from 1', 'copied', { 'content-type': 'text/x-one', 'x-cos-meta-a': '1' });
    const copied = await put('/to', '', { 'x-cos-copy-source': source('from 1') });
    expect(copied.text).toContain('<CopyObjectResult><ETag>&quot;');
    expect(await get('/to')).toMatchObject({
      text: 'copied',
      headers: { 'content-type': 'text/x-one', 'x-cos-meta-a': '1' },
    });
    await put('/to', '', {
      'x-cos-copy-source': source('to'),
      'x-cos-metadata-directive': 'Replaced',
      'content-type': 'text/x-two',
    });
    const replaced = await get('/to');
    expect(replaced).toMatchObject({ text: 'copied', headers: { 'content-type': 'text/x-two' } });
    expect(replaced.headers['x-cos-meta-a']).toBeUndefined();
    expect((await put('/to', '', { 'x-cos-copy-source': source('absent') })).code).toBe('NoSuchKey');
  });

  test('needs the right to read its source', async () => {
    await put('/users/you/secret', 'secret');
    const key = temporaryKey([{ effect: 'allow', action: 'name/cos:*', resource: below('users/me/') }]);
    const answer = await send(server, key, {
      method: 'PUT',
      path: '/users/me/stolen',
      headers: { 'x-cos-copy-source': source('users/you/secret') },
      body: '',
    });
    expect(answer.code).toBe('AccessDenied');
  });
});

test('a refused upload leaves the connection usable', async () => {
  const key = temporaryKey([]);
  const body = Buffer.alloc(3_000_000);
  for (let i = 0; i < 3; i++) {
    expect((await send(server, key, { method: 'PUT', path: '/refused', body })).code).toBe('AccessDenied');
  }
  expect((await get('/refused')).code).toBe('NoSuchKey');
});

testWide('30 MB go in and out unchanged', async () => {
  const body = Buffer.alloc(30 * 1024 * 1024, 'some bytes of a video. ');
  const began = performance.now();
  await put('/large', body);
  const answer = await get('/large');
  expect(answer.body.equals(body)).toBe(true);
  expect(performance.now() - began).toBeLessThan(5000);
});
