import { send, sendRaw } from './support/send';
import { sign } from './support/sign';
import { bucket, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, keyFor, temporaryKey } from './support/temporaryKey';

describe("the examples of COS's documentation (doc 7778)", () => {
  const documented = {
    secretId: 'AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q',
    secretKey: 'BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz',
  };
  const host = 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com';
  const path = `/${encodeURIComponent('exampleobject(腾讯云)')}`;
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({
      ...documented,
      region: 'ap-beijing',
      clock: () => Date.parse('2019-05-16T07:00:00Z'),
    });
  });
  afterAll(() => server.remove());

  test('an upload, then a download with parameters', async () => {
    const authorization = (time: string, headers: string, parameters: string, signature: string): string =>
      `q-sign-algorithm=sha1&q-ak=${documented.secretId}&q-sign-time=${time}&q-key-time=${time}` +
      `&q-header-list=${headers}&q-url-param-list=${parameters}&q-signature=${signature}`;
    const put = await sendRaw(server, {
      method: 'PUT',
      path,
      headers: {
        Date: 'Thu, 16 May 2019 06:45:51 GMT',
        Host: host,
        'Content-Type': 'text/plain',
        'Content-Length': '13',
        'Content-MD5': 'mQ/fVh815F3k6TAUm8m0eg==',
        'x-cos-acl': 'private',
        'x-cos-grant-read': 'uin="100000000011"',
        Authorization: authorization(
          '1557989151;1557996351',
          'content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read',
          '',
          '3b8851a11a569213c17ba8fa7dcf2abec6935172',
        ),
      },
      body: 'ObjectContent',
    });
    // The signature is right, and this server keeps no grants: it says so only then.
    expect(put).toMatchObject({ status: 501, code: 'NotImplemented' });
    const time = '1557989151;1557996351';
    const headers = { Host: host };
    const Authorization = sign(documented, { method: 'PUT', path: decodeURIComponent(path), headers, time });
    const plain = { method: 'PUT', path, headers: { ...headers, Authorization }, body: 'ObjectContent' };
    expect((await sendRaw(server, plain)).status).toBe(200);

    const get = await sendRaw(server, {
      path: `${path}?response-content-type=application%2Foctet-stream&response-cache-control=max-age%3D600`,
      headers: {
        Date: 'Thu, 16 May 2019 06:55:53 GMT',
        Host: host,
        Authorization: authorization(
          '1557989753;1557996953',
          'date;host',
          'response-cache-control;response-content-type',
          '01681b8c9d798a678e43b685a9f1bba0f6c0e012',
        ),
      },
    });
    expect(get.status).toBe(200);
    expect(get.text).toBe('ObjectContent');
    expect(get.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'max-age=600',
    });
  });
});

describe('a server with its own key', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await send(server, rootKey, { method: 'PUT', path: '/a.txt', body: 'text' });
  });
  afterAll(() => server.remove());

  test('refuses any changed character of a signature, and says what it signed', async () => {
    const authorization = sign(rootKey, { method: 'GET', path: '/a.txt' });
    const signature = authorization.slice(-40);
    for (const at of [0, 19, 39]) {
      const changed = signature[at] === 'a' ? 'b' : 'a';
      const tampered =
        authorization.slice(0, -40) + signature.slice(0, at) + changed + signature.slice(at + 1);
      const answer = await sendRaw(server, { path: '/a.txt', headers: { authorization: tampered } });
      expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
      expect(answer.text).toContain('<Message>The Signature you specified is invalid.</Message>');
      expect(answer.text).toContain('<FormatString>get\n/a.txt\n\n\n</FormatString>');
    }
    const entry = server.requests().at(-1);
    expect(entry).toMatchObject({ operation: 'GetObject', status: 403, formatString: 'get\n/a.txt\n\n\n' });
    expect(entry?.stringToSign).toMatch(/^sha1\n\d+;\d+\n[0-9a-f]{40}\n$/);
  });

  test.each([
    ['method', { method: 'DELETE', path: '/a.txt' }],
    ['path', { path: '/b.txt' }],
    ['value of a signed parameter', { path: '/a.txt?prefix=b' }],
    ['value of a signed header', { path: '/a.txt', headers: { 'x-cos-meta-a': '2' } }],
  ])('refuses a changed %s', async (_, change) => {
    const authorization = sign(rootKey, {
      method: 'GET',
      path: '/a.txt',
      query: { prefix: 'a' },
      headers: { 'x-cos-meta-a': '1' },
    });
    const unchanged = { path: '/a.txt?prefix=a', headers: { 'x-cos-meta-a': '1' } };
    const sent = { ...unchanged, ...change };
    const path = change.path === '/a.txt' && 'headers' in change ? unchanged.path : sent.path;
    const answer = await sendRaw(server, { ...sent, path, headers: { ...sent.headers, authorization } });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  test('takes parameters and headers that are not in the lists', async () => {
    const authorization = sign(rootKey, { method: 'GET', path: '/a.txt' });
    const answer = await sendRaw(server, {
      path: '/a.txt?response-content-disposition=inline',
      headers: { authorization, 'x-other': '1' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toBe('inline');
  });

  test('signs the host with its port', async () => {
    const host = `127.0.0.1:${server.port}`;
    expect((await send(server, rootKey, { path: '/a.txt', headers: { host } })).status).toBe(200);
    const authorization = sign(rootKey, { method: 'GET', path: '/a.txt', headers: { host: '127.0.0.1' } });
    expect((await sendRaw(server, { path: '/a.txt', headers: { authorization } })).code).toBe(
      'SignatureDoesNotMatch',
    );
  });

  test('takes both forms of a signature in the URL', async () => {
    const authorization = sign(rootKey, { method: 'GET', path: '/a.txt' });
    expect((await sendRaw(server, { path: `/a.txt?${authorization}` })).text).toBe('text');
    const escaped = encodeURIComponent(authorization);
    expect((await sendRaw(server, { path: `/a.txt?sign=${escaped}` })).text).toBe('text');
    const changed = encodeURIComponent(
      authorization.replace('GET', 'get').replace(/.$/, (c) => (c === '0' ? '1' : '0')),
    );
    expect((await sendRaw(server, { path: `/a.txt?sign=${changed}` })).code).toBe('SignatureDoesNotMatch');
  });

  test.each([
    ['over', -2000, -1000, 'AccessDenied', 'Request has expired'],
    ['more than 15 minutes ahead', 1000, 2000, 'RequestTimeTooSkewed', undefined],
  ])('refuses a time that is %s', async (_, from, to, code, message) => {
    const now = Math.floor(Date.now() / 1000);
    const answer = await send(server, rootKey, { path: '/a.txt', time: `${now + from};${now + to}` });
    expect(answer).toMatchObject({ status: 403, code });
    expect(Date.parse(answer.headers.date ?? '')).toBeGreaterThan((now - 5) * 1000);
    if (message) expect(answer.text).toContain(`<Message>${message}</Message>`);
  });

  test.each([
    ['nothing', undefined, 'AccessDenied', 403],
    ['another algorithm', 'q-sign-algorithm=md5', 'InvalidArgument', 400],
    ['no times', `q-sign-algorithm=sha1&q-ak=a&q-signature=${'0'.repeat(40)}`, 'InvalidArgument', 400],
    ['no key', 'q-sign-algorithm=sha1&q-ak=', 'InvalidAccessKeyId', 403],
  ])('refuses a request with %s', async (_, authorization, code, status) => {
    const headers = authorization === undefined ? {} : { authorization };
    expect(await sendRaw(server, { path: '/a.txt', headers })).toMatchObject({ code, status });
  });

  test('tells unknown, expired, revoked and token-less keys', async () => {
    const get = { path: '/users/me/a' };
    const unknown = { secretId: 'AKIDnobody', secretKey: 'x' };
    expect(await send(server, unknown, get)).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });

    const key = keyFor('users/me/');
    expect((await send(server, key, get)).code).toBe('NoSuchKey');
    const { token: _token, ...tokenless } = key;
    expect((await send(server, tokenless, get)).code).toBe('AccessDenied');
    const changed = `${key.token?.startsWith('A') ? 'B' : 'A'}${key.token?.slice(1)}`;
    expect((await send(server, { ...key, token: changed }, get)).code).toBe('InvalidAccessKeyId');
    const otherToken = { ...key, ...(keyFor('users/').token && { token: keyFor('users/').token ?? '' }) };
    expect((await send(server, otherToken, get)).code).toBe('InvalidAccessKeyId');

    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    const all = [{ effect: 'allow' as const, action: '*', resource: below('') }];
    expect((await send(server, temporaryKey(all, { issued: hourAgo }), get)).code).toBe('InvalidAccessKeyId');

    server.revoke(key.secretId);
    expect((await send(server, key, get)).code).toBe('InvalidAccessKeyId');
  });

  test('path-style signs the bucket in the path', async () => {
    expect((await send(server, rootKey, { path: `/${bucket}/a.txt` })).text).toBe('text');
    const authorization = sign(rootKey, { method: 'GET', path: '/a.txt' });
    expect((await sendRaw(server, { path: `/${bucket}/a.txt`, headers: { authorization } })).code).toBe(
      'SignatureDoesNotMatch',
    );
  });
});
