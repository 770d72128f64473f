import { send } from './support/send';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await send(server, rootKey, { method: 'PUT', path: '/a', body: 'kept' });
});
afterAll(() => server.remove());

const ofBucket = [
  ...['acl', 'cors', 'policy', 'tagging', 'lifecycle', 'versioning', 'replication', 'website', 'referer'],
  ...['domain', 'origin', 'logging', 'inventory', 'accelerate', 'location', 'versions'],
];

/** The operations of cos-wx-sdk-v5 that this server does not have, as that SDK sends them. */
const requests: [method: string, path: string, parameter: string][] = [
  ...ofBucket.flatMap((name): [string, string, string][] => [
    ['GET', '/', name],
    ['PUT', '/', name],
    ['DELETE', '/', name],
  ]),
  ['PUT', '/', ''],
  ['DELETE', '/', ''],
  ['GET', '/a', 'acl'],
  ['PUT', '/a', 'acl'],
  ['POST', '/a', 'restore'],
  ['GET', '/a', 'tagging'],
  ['PUT', '/a', 'tagging'],
  ['DELETE', '/a', 'tagging'],
  ['POST', '/a', 'append'],
  ['POST', '/a', 'select'],
];

test.each(requests)('%s %s?%s is 501 NotImplemented and changes nothing', async (method, path, parameter) => {
  const query: Record<string, string> = parameter === '' ? {} : { [parameter]: '' };
  const answer = await send(server, rootKey, { method, path, query, body: method === 'GET' ? '' : 'x' });
  expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  expect(answer.headers['content-type']).toBe('application/xml');
  expect((await send(server, rootKey, { path: '/a' })).text).toBe('kept');
});

/** Answered with the picture as it is, they would say that it was processed. */
const processing = [
  ['ci-process', 'snapshot'],
  ['imageInfo', ''],
  ['imageView2/1/w/100', ''],
  ['imageAve', ''],
  ['exif', ''],
  ['watermark/2/text/5rC05Y2w', ''],
  ['style/small', ''],
  ['image_process', ''],
];

test.each(processing)('GET and POST ?%s=%s is 501 NotImplemented', async (name = '', value = '') => {
  for (const method of ['GET', 'POST']) {
    const answer = await send(server, rootKey, { method, path: '/a', query: { [name]: value } });
    expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  }
});

const wishes = [
  ['x-cos-tagging', 'a=b'],
  ['x-cos-server-side-encryption', 'AES256'],
  ['x-cos-server-side-encryption-customer-algorithm', 'AES256'],
  ['x-cos-grant-read', 'id="100000000001"'],
  ['x-cos-callback', 'e30='],
  ['Pic-Operations', '{}'],
  ['x-cos-object-lock-mode', 'COMPLIANCE'],
];

test.each(wishes)(
  '%s is not taken and dropped: 501, and nothing is stored',
  async (name = '', value = '') => {
    const headers = { [name]: value };
    const requests = [
      { method: 'PUT', path: '/wish', body: 'x', headers },
      { method: 'POST', path: '/wish', query: { uploads: '' }, headers },
    ];
    for (const request of requests) {
      expect(await send(server, rootKey, request)).toMatchObject({ status: 501, code: 'NotImplemented' });
    }
    expect((await send(server, rootKey, { path: '/wish' })).status).toBe(404);
  },
);

test('an empty header asks for nothing', async () => {
  const headers = { 'x-cos-tagging': '' };
  expect((await send(server, rootKey, { method: 'PUT', path: '/empty', body: 'x', headers })).status).toBe(
    200,
  );
});

test.each(['ARCHIVE', 'DEEP_ARCHIVE'])(
  'an object that is stored as %s is described, but neither read nor copied',
  async (name) => {
    const headers = { 'x-cos-storage-class': name };
    await send(server, rootKey, { method: 'PUT', path: '/old', body: 'x', headers });
    expect((await send(server, rootKey, { method: 'HEAD', path: '/old' })).status).toBe(200);
    const archived = { status: 403, code: 'InvalidObjectState' };
    expect(await send(server, rootKey, { path: '/old' })).toMatchObject(archived);
    const copy = { 'x-cos-copy-source': 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/old' };
    expect(await send(server, rootKey, { method: 'PUT', path: '/copy', headers: copy })).toMatchObject(
      archived,
    );
  },
);
