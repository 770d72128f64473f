import { send, sendRaw } from './support/send';
import { bucket, rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
let recent: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  recent = await startTestServer({ createdSince2024: true });
  for (const each of [server, recent]) {
    await send(each, rootKey, { method: 'PUT', path: '/a.txt', body: 'text' });
  }
});
afterAll(async () => {
  await server.remove();
  await recent.remove();
});

test.each([
  ['virtual-hosted', `${bucket}.cos.ap-guangzhou.myqcloud.com`, '/a.txt', 200],
  ['virtual-hosted on the second domain', `${bucket}.cos.ap-guangzhou.tencentcos.cn`, '/a.txt', 200],
  ['virtual-hosted on a name of this machine', `${bucket}.localhost:80`, '/a.txt', 200],
  ['path-style', 'cos.ap-guangzhou.myqcloud.com', `/${bucket}/a.txt`, 200],
  ['path-style on a bare host', 'localhost', `/${bucket}/a.txt`, 200],
  ['a bare host', 'files.example.com', '/a.txt', 200],
  ['another region', `${bucket}.cos.ap-beijing.myqcloud.com`, '/a.txt', 'NoSuchBucket'],
  ['another bucket', 'other-1250000000.cos.ap-guangzhou.myqcloud.com', '/a.txt', 'NoSuchBucket'],
  ['another bucket, path-style', 'cos.ap-guangzhou.myqcloud.com', '/other-1250000000/a.txt', 'NoSuchBucket'],
  ['another bucket of the account', 'localhost', '/other-1250000000/a.txt', 'NoSuchBucket'],
  ['a key that looks like a bucket', 'localhost', '/other-1250000001/a.txt', 'NoSuchKey'],
])('%s', async (_, host, path, expected) => {
  const answer = await send(server, rootKey, { path, headers: { host } });
  expect(answer.code ?? answer.status).toBe(expected);
});

test.each([
  ['service.cos.myqcloud.com', '/'],
  ['service.cos.tencentcos.cn', '/'],
  ['cos.ap-guangzhou.myqcloud.com', '/'],
  ['cos.ap-guangzhou.tencentcos.cn', '/'],
  ['service.cos.myqcloud.com', '/a.txt'],
])('GetService at %s%s is 501: there is no list of buckets', async (host, path) => {
  const answer = await send(server, rootKey, { path, headers: { host } });
  expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
});

test.each([
  ['other-1250000000.cos.ap-guangzhou.myqcloud.com', '/'],
  ['other-1250000000.cos.ap-beijing.myqcloud.com', '/'],
  ['other-1250000000.localhost', '/'],
  ['cos.ap-guangzhou.myqcloud.com', '/other-1250000000'],
  ['cos.ap-guangzhou.myqcloud.com', '/other-1250000000/'],
  ['localhost', '/other-1250000000/'],
])('making another bucket at %s%s is 501, not a bucket that is missing', async (host, path) => {
  const put = await send(server, rootKey, { method: 'PUT', path, headers: { host }, body: '' });
  expect(put).toMatchObject({ status: 501, code: 'NotImplemented' });
  const removed = await send(server, rootKey, { method: 'DELETE', path, headers: { host } });
  expect(removed).toMatchObject({ status: 404, code: 'NoSuchBucket' });
});

test('the bucket itself, with and without a slash', async () => {
  for (const path of ['/', `/${bucket}`, `/${bucket}/`]) {
    expect((await send(server, rootKey, { path })).text).toContain('<Key>a.txt</Key>');
  }
  const head = await send(server, rootKey, { method: 'HEAD', path: '/' });
  expect(head).toMatchObject({ status: 200, headers: { 'x-cos-bucket-region': 'ap-guangzhou' } });
});

test('a bucket of 2024 refuses path-style and forces downloads', async () => {
  const refused = await send(recent, rootKey, { path: `/${bucket}/a.txt` });
  expect(refused).toMatchObject({ status: 403, code: 'PathStyleDomainForbidden' });
  expect(refused.text).toContain('must be addressed using COS virtual-styled domain.');
  expect((await send(recent, rootKey, { path: '/a.txt' })).headers).toMatchObject({
    'content-disposition': 'attachment',
    'x-cos-force-download': 'true',
  });
});

test('preflights need no signature', async () => {
  const answer = await sendRaw(server, {
    method: 'OPTIONS',
    path: '/a.txt',
    headers: {
      origin: 'http://page.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,x-cos-meta-a',
    },
  });
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,x-cos-meta-a',
    },
  });
  expect((await sendRaw(server, { method: 'OPTIONS', path: '/a.txt' })).code).toBe('AccessForbidden');
  const read = await send(server, rootKey, { path: '/a.txt', headers: { origin: 'http://page.example' } });
  expect(read.headers['access-control-allow-origin']).toBe('*');
});

test('CORS rules of its own', async () => {
  const rule = {
    allowedOrigins: ['https://*.example.com'],
    allowedMethods: ['GET'],
    allowedHeaders: ['authorization'],
    exposedHeaders: ['ETag'],
    maxAgeSeconds: 5,
  };
  const strict = await startTestServer({ cors: [rule] });
  try {
    const ask = (origin: string, method: string, headers = 'authorization') =>
      sendRaw(strict, {
        method: 'OPTIONS',
        path: '/a',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': headers,
        },
      });
    expect((await ask('https://a.example.com', 'GET')).headers).toMatchObject({
      'access-control-allow-origin': 'https://a.example.com',
      'access-control-allow-methods': 'GET',
      'access-control-max-age': '5',
    });
    expect((await ask('https://a.example.org', 'GET')).code).toBe('AccessForbidden');
    expect((await ask('https://a.example.com', 'PUT')).code).toBe('AccessForbidden');
    expect((await ask('https://a.example.com', 'GET', 'x-other')).code).toBe('AccessForbidden');
  } finally {
    await strict.remove();
  }
});

test.each([
  ['GET', '/?acl', 501, 'NotImplemented'],
  ['GET', '/?lifecycle', 501, 'NotImplemented'],
  ['PUT', '/', 501, 'NotImplemented'],
  ['POST', '/a.txt', 405, 'MethodNotAllowed'],
  ['PATCH', '/a.txt', 405, 'MethodNotAllowed'],
  ['GET', '/%E4%B8', 400, 'InvalidURI'],
  ['GET', '/?a=%zz', 400, 'InvalidURI'],
])('%s %s is answered %d %s', async (method, path, status, code) => {
  expect(await sendRaw(server, { method, path })).toMatchObject({ status, code });
});
