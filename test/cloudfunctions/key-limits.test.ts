import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer as KeyAnswer } from '../../cloudfunctions/cos-credentials/src/answerFor';
import { type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import { contentTypes, PLAIN_BYTES } from '../../miniprogram/cos/contentTypes';
import { type SignedRequest, send, sendRaw, wirePath } from '../cos-server/support/send';
import { type Field, sendForm, signedFields } from '../cos-server/support/sendForm';
import { sign } from '../cos-server/support/sign';
import type { Key } from '../cos-server/support/temporaryKey';
import { onFunctionLine } from '../support/onFunctionLine';

/**
 * What a user with a client of their own can do with a key of the built function: the key and its policy are real,
 * and the local COS server decides.
 */

const root = join(__dirname, '../../cloudfunctions');
const path = '/users/oAlice/photo.jpg';

let dataDir: string;
let cloud: LocalCloud;
let key: Key;
let owner: Key;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'key-limits-'));
  cloud = await startLocalCloud({
    dataDir,
    functionsRoot: root,
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
  });
  const answer = (await cloud.functions.call('cos-credentials', {}, 'oAlice')) as KeyAnswer;
  const { tmpSecretId, tmpSecretKey, sessionToken } = answer.credentials;
  key = { secretId: tmpSecretId, secretKey: tmpSecretKey, token: sessionToken };
  owner = cloud.rootKey;
  await send(cloud.cos, owner, { method: 'PUT', path, body: 'content' });
});

afterAll(async () => {
  await cloud.close();
  await rm(dataDir, { recursive: true });
});

const anonymous = (name: string) => sendRaw(cloud.cos, { path: name });

/** Begins an upload in parts. */
const begin = (headers: Record<string, string>, type = 'image/jpeg') =>
  send(cloud.cos, key, {
    method: 'POST',
    path,
    query: { uploads: '' },
    headers,
    unsigned: { 'content-type': type },
    body: '',
  });

/** The same, signed in the URL. */
function beginByUrl(headers: Record<string, string>, type = 'image/jpeg') {
  const query = { uploads: '' };
  const signature = sign(key, { method: 'POST', path, query });
  const url = wirePath(path, { ...query, sign: signature, 'x-cos-security-token': key.token ?? '' });
  return sendRaw(cloud.cos, { method: 'POST', path: url, headers: { ...headers, 'content-type': type } });
}

/** Uploads by a form, with more fields or headers. */
const post = (
  name: string,
  { fields = [], headers = {} }: { fields?: Field[]; headers?: Record<string, string> },
) => sendForm(cloud.cos, { fields: [['key', name], ...signedFields(key), ...fields], headers });

const get = (query: Record<string, string>) => send(cloud.cos, key, { path, query } satisfies SignedRequest);

function getByUrl(query: Record<string, string>) {
  const signature = sign(key, { method: 'GET', path });
  return anonymous(wirePath(path, { sign: signature, 'x-cos-security-token': key.token ?? '', ...query }));
}

const uploads: [how: string, upload: (headers: Record<string, string>) => ReturnType<typeof begin>][] = [
  ['in parts', begin],
  ['in parts, signed in the URL', beginByUrl],
  ['by a form', (headers) => post('users/oAlice/form.jpg', { headers })],
];

describe.each(uploads)('an upload %s', (_how, upload) => {
  test.each([
    'public-read',
    'authenticated-read',
    'bucket-owner-read',
    'Public-Read',
    'private, public-read',
  ])('has not the ACL %s', async (acl) => {
    expect(await upload({ 'x-cos-acl': acl })).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect((await anonymous('/users/oAlice/form.jpg')).status).toBe(403);
  });

  test.each(['ARCHIVE', 'DEEP_ARCHIVE', 'STANDARD_IA', 'standard_ia'])(
    'has not the storage class %s',
    async (storageClass) => {
      const answer = await upload({ 'x-cos-storage-class': storageClass });
      expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    },
  );

  test('works with neither, and with what they are anyway', async () => {
    expect((await upload({})).status).toBeLessThan(300);
    for (const acl of ['default', 'private']) {
      const answer = await upload({ 'x-cos-acl': acl, 'x-cos-storage-class': 'STANDARD' });
      expect(answer.status).toBeLessThan(300);
    }
  });
});

describe.each([
  ['in the header', get],
  ['in the URL', getByUrl],
])('a download signed %s', (_where, download) => {
  test.each(['text/html', 'TEXT/HTML', 'image/svg+xml', 'text/plain'])(
    'is not of the type %j',
    async (type) => {
      const answer = await download({ 'response-content-type': type });
      expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    },
  );

  test('is of its own type, or plain bytes', async () => {
    expect(await download({})).toMatchObject({ status: 200, text: 'content' });
    const bytes = await download({ 'response-content-type': 'application/octet-stream' });
    expect(bytes.headers['content-type']).toBe('application/octet-stream');
  });
});

describe('a copy', () => {
  const put = (headers: Record<string, string>, type = 'application/octet-stream', body = '') =>
    send(cloud.cos, key, {
      method: 'PUT',
      path: '/users/oAlice/copy.html',
      headers: { 'content-length': String(body.length) },
      unsigned: { 'content-type': type, ...headers },
      body,
    });
  const from = (name: string) => ({
    'x-cos-copy-source': `examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/${name}`,
  });

  test('of an own object keeps its type, or is plain bytes', async () => {
    await send(cloud.cos, owner, { method: 'PUT', path: '/users/oBob/secret', body: 'secret' });
    const typeNow = async () =>
      (await send(cloud.cos, owner, { method: 'HEAD', path: '/users/oAlice/copy.html' })).headers[
        'content-type'
      ];
    expect(await put(from('users/oAlice/photo.jpg'))).toMatchObject({ status: 200 });
    expect(await typeNow()).toBe('image/jpeg');
    const replaced = { ...from('users/oAlice/photo.jpg'), 'x-cos-metadata-directive': 'Replaced' };
    expect(await put(replaced)).toMatchObject({ status: 200 });
    expect(await typeNow()).toBe('application/octet-stream');
    expect(await put(replaced, 'text/html')).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await put(from('users/oBob/secret'))).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await put({ ...from('users/oAlice/photo.jpg'), 'x-cos-acl': 'public-read' })).toMatchObject({
      status: 403,
    });
    // What PutObject is allowed for: not a byte else.
    expect(await put({}, 'application/octet-stream', '<html>')).toMatchObject({ status: 403 });
  });
});

describe('an upload in parts', () => {
  test.each([
    'text/html',
    'text/HTML',
    'TEXT/html; charset=utf-8',
    'application/xhtml+xml',
    'image/svg+xml',
    'image/SVG+XML',
    'text/xml',
    'text/xsl',
    'text/rdf',
    'application/mathml+XML',
    // Browsers take the last of several.
    'video/mp4, text/html',
    'image/jpeg,text/html',
    // Browsers look into the bytes of these, and find pages in them.
    'application/unknown',
    'unknown/unknown',
    '*/*',
    'multipart/x-mixed-replace',
    'application/x-msdownload',
  ])('is not of the type %s', async (type) => {
    expect(await begin({}, type)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await beginByUrl({}, type)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('needs a type', async () => {
    const request = { method: 'POST', path, query: { uploads: '' }, body: '' };
    expect((await send(cloud.cos, key, request)).code).toBe('AccessDenied');
  });

  test.each([PLAIN_BYTES, ...new Set(contentTypes.values())])('may be of the type %s', async (type) =>
    expect((await begin({}, type)).status).toBe(200),
  );
});

/** The README says so, and what to set on the bucket. Whether COS looks into forms is not documented. */
describe('what a key can not stop', () => {
  test('the fields of a form: no condition sees them', async () => {
    const fields: Field[] = [
      ['acl', 'public-read'],
      ['x-cos-storage-class', 'STANDARD_IA'],
      ['Content-Type', 'text/html'],
    ];
    expect((await post('users/oAlice/page.jpg', { fields })).status).toBe(204);
    expect((await anonymous('/users/oAlice/page.jpg')).headers).toMatchObject({
      'content-type': 'text/html',
      'x-cos-storage-class': 'STANDARD_IA',
    });
  });

  test('response-* parameters other than the type', async () => {
    const answer = await get({ 'response-content-disposition': 'inline' });
    expect(answer.headers['content-disposition']).toBe('inline');
  });
});
