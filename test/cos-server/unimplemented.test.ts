import { send } from './support/send';
import { sendForm, signedFields } from './support/sendForm';
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
  ['POST', '/a', 'acl'],
  ['DELETE', '/a', 'acl'],
  ['GET', '/a', 'restore'],
  ['GET', '/a', 'tagging'],
  ['PUT', '/a', 'tagging'],
  ['DELETE', '/a', 'tagging'],
  ['POST', '/a', 'append'],
  ['POST', '/a', 'select'],
  ['POST', '/a', 'image_process'],
];

test.each(requests)('%s %s?%s is 501 NotImplemented and changes nothing', async (method, path, parameter) => {
  const query: Record<string, string> = parameter === '' ? {} : { [parameter]: '' };
  const answer = await send(server, rootKey, { method, path, query, body: method === 'GET' ? '' : 'x' });
  expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  expect(answer.headers['content-type']).toBe('application/xml');
  expect((await send(server, rootKey, { path: '/a' })).text).toBe('kept');
});

const refused = { status: 501, code: 'NotImplemented' };

test.each([
  ...['ci-process=doc-preview', 'imageView2/2/w/100', 'imageAve', 'exif'],
  ...['watermark/2/text/eA', 'style/small', 'imageMogr2', 'imageMogr2/crop/10x10', 'imageMogr2/blur/8x5'],
  ...['imageMogr2/thumbnail/9x|watermark/2/text/eA', 'imageMogr2/format/heif', 'versionId=1', 'IMAGEINFO'],
  ...['x-cos-traffic-limit=819200', 'photo-info', 'qrcode/1', 'imageSlim'],
])('GET and HEAD /a?%s are 501, not the object as it is', async (query) => {
  const asked = Object.fromEntries(
    query.split('&').map((pair) => [pair.split('=')[0], pair.split('=')[1] ?? '']),
  );
  expect(await send(server, rootKey, { path: '/a', query: asked })).toMatchObject(refused);
  expect((await send(server, rootKey, { method: 'HEAD', path: '/a', query: asked })).status).toBe(501);
});

const headers: [name: string, value: string][] = [
  ['x-cos-tagging', 'a=b'],
  ['x-cos-server-side-encryption', 'AES256'],
  ['x-cos-server-side-encryption-customer-algorithm', 'AES256'],
  ['x-cos-grant-read', 'id="1"'],
  ['x-cos-traffic-limit', '819200'],
  ['x-cos-callback', 'eyJ9'],
  ['x-cos-callback-var', 'eyJ9'],
  ['x-cos-website-redirect-location', '/b'],
  ['x-cos-object-lock-mode', 'COMPLIANCE'],
  ['x-cos-mime-limit', 'image/*'],
  ['Pic-Operations', '{"is_pic_info":1}'],
];

describe.each(headers)('%s', (name, value) => {
  test.each([
    ['PUT', '/new', {}],
    ['POST', '/new', { uploads: '' }],
    ['GET', '/a', {}],
  ])('%s %s with the header is 501 and makes nothing', async (method, path, query) => {
    const request = { method, path, query, headers: { [name]: value }, body: method === 'GET' ? '' : 'x' };
    expect(await send(server, rootKey, request)).toMatchObject(refused);
    expect((await send(server, rootKey, { path: '/new' })).code).toBe('NoSuchKey');
  });

  test('a form with the field, or with the header, is 501 and makes nothing', async () => {
    const fields = [['key', 'new'] as const, ...signedFields(rootKey)];
    expect(await sendForm(server, { fields: [...fields, [name, value]] })).toMatchObject(refused);
    expect(await sendForm(server, { fields, headers: { [name]: value } })).toMatchObject(refused);
    expect((await send(server, rootKey, { path: '/new' })).code).toBe('NoSuchKey');
  });
});

test('a copy of a version, or of an encrypted source, is 501', async () => {
  const source = 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/a';
  const copy = (copied: Record<string, string>) =>
    send(server, rootKey, { method: 'PUT', path: '/new', headers: copied, body: '' });
  expect(await copy({ 'x-cos-copy-source': `${source}?versionId=1` })).toMatchObject(refused);
  const customerKey = 'x-cos-copy-source-server-side-encryption-customer-key';
  expect(await copy({ 'x-cos-copy-source': source, [customerKey]: 'a' })).toMatchObject(refused);
});

test('an empty header or field asks for nothing', async () => {
  const fields = [['key', 'empty'] as const, ...signedFields(rootKey), ['x-cos-tagging', ''] as const];
  expect((await sendForm(server, { fields, headers: { 'x-cos-tagging': '' } })).status).toBe(204);
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
