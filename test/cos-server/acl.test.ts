import { send, sendRaw } from './support/send';
import { sendForm, signedFields } from './support/sendForm';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { temporaryKey } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

/** Without a signature. */
const anonymous = (path: string, method = 'GET') => sendRaw(server, { method, path });

const put = (path: string, acl?: string) =>
  send(server, rootKey, { method: 'PUT', path, body: 'content', headers: acl ? { 'x-cos-acl': acl } : {} });

async function putInParts(path: string, acl: string): Promise<void> {
  const begun = await send(server, rootKey, {
    method: 'POST',
    path,
    query: { uploads: '' },
    headers: { 'x-cos-acl': acl },
    body: '',
  });
  const [, uploadId = ''] = /<UploadId>(.*)<\/UploadId>/.exec(begun.text) ?? [];
  const part = await send(server, rootKey, {
    method: 'PUT',
    path,
    query: { partNumber: '1', uploadId },
    body: 'content',
  });
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.etag}</ETag></Part></CompleteMultipartUpload>`;
  await send(server, rootKey, { method: 'POST', path, query: { uploadId }, body });
}

describe('a public object', () => {
  const uploads: [how: string, put: (path: string) => Promise<unknown>][] = [
    ['put', (path) => put(path, 'public-read')],
    ['put in parts', (path) => putInParts(path, 'public-read')],
    [
      'posted with the field acl',
      (path) =>
        sendForm(server, {
          fields: [['key', path.slice(1)], ...signedFields(rootKey), ['acl', 'public-read']],
        }),
    ],
    [
      'posted with the header x-cos-acl',
      (path) =>
        sendForm(server, {
          fields: [['key', path.slice(1)], ...signedFields(rootKey)],
          headers: { 'x-cos-acl': 'public-read' },
        }),
    ],
    [
      'copied',
      async (path) => {
        await put('/source');
        const source = 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/source';
        const headers = { 'x-cos-copy-source': source, 'x-cos-acl': 'public-read' };
        await send(server, rootKey, { method: 'PUT', path, headers, body: '' });
      },
    ],
  ];

  test.each(uploads)('%s: GET and HEAD need no signature', async (how, upload) => {
    const path = `/public/${how.replaceAll(' ', '-')}`;
    await upload(path);
    expect(await anonymous(path)).toMatchObject({ status: 200, text: 'content' });
    expect((await anonymous(path, 'HEAD')).status).toBe(200);
    expect(server.requests().at(-1)).toMatchObject({ operation: 'HeadObject', caller: 'anonymous' });
  });

  test('is public after a restart too', async () => {
    const dataDir = server.dataDir;
    await put('/public/kept', 'public-read');
    server = await server.restart();
    expect(server.dataDir).toBe(dataDir);
    expect((await anonymous('/public/kept')).text).toBe('content');
  });

  test('answers no response-* without a signature', async () => {
    await put('/public/page', 'public-read');
    const answer = await anonymous('/public/page?response-content-type=text%2Fhtml');
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('can be neither replaced nor removed without one', async () => {
    await put('/public/safe', 'public-read');
    for (const method of ['PUT', 'DELETE']) {
      const answer = await sendRaw(server, { method, path: '/public/safe', body: '' });
      expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    }
    expect((await anonymous('/public/safe?uploadId=1')).code).toBe('AccessDenied');
    expect((await anonymous('/public/safe')).text).toBe('content');
  });

  test('still refuses a signature that is wrong', async () => {
    await put('/public/signed', 'public-read');
    const wrong = { ...rootKey, secretKey: 'other' };
    expect((await send(server, wrong, { path: '/public/signed' })).code).toBe('SignatureDoesNotMatch');
  });

  test('is private again when it is put anew', async () => {
    await put('/public/once', 'public-read');
    await put('/public/once');
    expect((await anonymous('/public/once')).code).toBe('AccessDenied');
  });

  test('does not make its copies public', async () => {
    await put('/public/original', 'public-read');
    const source = 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/public/original';
    const headers = { 'x-cos-copy-source': source };
    await send(server, rootKey, { method: 'PUT', path: '/public/copy', headers, body: '' });
    expect((await anonymous('/public/copy')).code).toBe('AccessDenied');
  });
});

test.each([undefined, 'default', 'private'])('an object with the ACL %j is private', async (acl) => {
  expect((await put('/private', acl)).status).toBe(200);
  expect(await anonymous('/private')).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect((await anonymous('/private', 'HEAD')).status).toBe(403);
});

test('what is not there is refused, not missed, without a signature', async () => {
  expect((await anonymous('/nothing')).code).toBe('AccessDenied');
});

test('an ACL that this server does not keep is 501, one that COS does not have 400', async () => {
  for (const acl of ['authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control']) {
    expect(await put('/other', acl)).toMatchObject({ status: 501, code: 'NotImplemented' });
  }
  expect(await put('/other', 'public')).toMatchObject({ status: 400, code: 'InvalidArgument' });
  expect((await send(server, rootKey, { path: '/other' })).code).toBe('NoSuchKey');
});

test('a policy can keep a key from making objects public', async () => {
  const key = temporaryKey([
    {
      effect: 'allow',
      action: 'name/cos:PutObject',
      resource: '*',
      condition: { string_equal_if_exist: { 'cos:x-cos-acl': ['default', 'private'] } },
    },
  ]);
  const put = (headers: Record<string, string>) =>
    send(server, key, { method: 'PUT', path: '/bound', headers, body: 'content' });
  expect((await put({ 'x-cos-acl': 'public-read' })).code).toBe('AccessDenied');
  expect((await put({ 'x-cos-acl': 'private' })).status).toBe(200);
  expect((await put({})).status).toBe(200);
});
