import { send, sendRaw } from './support/send';
import { sendForm, signedFields } from './support/sendForm';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, type Key, temporaryKey } from './support/temporaryKey';

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

describe('the ACL of an object that is there', () => {
  const getAcl = (path: string, key: Key = rootKey) => send(server, key, { path, query: { acl: '' } });
  const putAcl = (path: string, headers: Record<string, string>, body = '', key: Key = rootKey) =>
    send(server, key, { method: 'PUT', path, query: { acl: '' }, headers, body });
  const account = 'qcs::cam::uin/1250000000:uin/1250000000';
  const owners = `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${account}</ID><DisplayName>${account}</DisplayName></Grantee><Permission>FULL_CONTROL</Permission></Grant>`;
  const everybodys =
    '<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://cam.qcloud.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant>';
  const policy = (...grants: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><AccessControlPolicy><Owner><ID>${account}</ID><DisplayName>${account}</DisplayName></Owner><AccessControlList>${grants.join('')}</AccessControlList></AccessControlPolicy>`;

  test.each([
    ['default', [owners]],
    ['private', [owners]],
    ['public-read', [owners, everybodys]],
  ])('%s is told as COS documents it', async (acl, grants) => {
    await put('/told', acl);
    const answer = await getAcl('/told');
    expect(answer).toMatchObject({ status: 200, text: policy(...grants), headers: { 'x-cos-acl': acl } });
    expect(server.requests().at(-1)).toMatchObject({ operation: 'GetObjectACL', key: 'told' });
  });

  test('is changed by a header, without a change to the object', async () => {
    await put('/changed');
    const before = await send(server, rootKey, { method: 'HEAD', path: '/changed' });
    expect(await putAcl('/changed', { 'x-cos-acl': 'public-read' })).toMatchObject({ status: 200, text: '' });
    expect(server.requests().at(-1)).toMatchObject({ operation: 'PutObjectACL', key: 'changed' });
    const open = await anonymous('/changed');
    expect(open).toMatchObject({ status: 200, text: 'content' });
    for (const name of ['etag', 'last-modified', 'content-type', 'x-cos-hash-crc64ecma']) {
      expect(open.headers[name]).toBe(before.headers[name]);
    }
    await putAcl('/changed', { 'x-cos-acl': 'default' });
    expect((await anonymous('/changed')).code).toBe('AccessDenied');
    expect((await getAcl('/changed')).headers['x-cos-acl']).toBe('default');
  });

  test('is still so after a restart, with the bytes', async () => {
    await put('/lasting');
    await putAcl('/lasting', { 'x-cos-acl': 'public-read' });
    server = await server.restart();
    expect((await anonymous('/lasting')).text).toBe('content');
  });

  test('is private by a body that grants the owner alone', async () => {
    await put('/listed', 'public-read');
    expect((await putAcl('/listed', {}, policy(owners))).status).toBe(200);
    expect((await anonymous('/listed')).code).toBe('AccessDenied');
    expect((await getAcl('/listed')).headers['x-cos-acl']).toBe('private');
  });

  test.each([
    [
      'another account',
      '<Grant><Grantee><ID>qcs::cam::uin/1:uin/1</ID></Grantee><Permission>READ</Permission></Grant>',
    ],
    ['everybody', everybodys],
    ['the owner less than all', owners.replace('FULL_CONTROL', 'READ')],
  ])('501 to a body that grants %s, and nothing changes', async (_, grant) => {
    await put('/granted');
    const answer = await putAcl('/granted', {}, policy(owners, grant));
    expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect((await getAcl('/granted')).headers['x-cos-acl']).toBe('default');
  });

  test('501 to a grant in a header, 400 to a header and a body, to no ACL of COS and to no XML', async () => {
    await put('/asked');
    const acl = { 'x-cos-acl': 'private' };
    expect(await putAcl('/asked', { 'x-cos-grant-read': 'id="1"' })).toMatchObject({ status: 501 });
    expect(await putAcl('/asked', acl, policy(owners))).toMatchObject({ code: 'InvalidArgument' });
    expect(await putAcl('/asked', { 'x-cos-acl': 'public' })).toMatchObject({ code: 'InvalidArgument' });
    expect(await putAcl('/asked', {}, '<Other/>')).toMatchObject({ code: 'MalformedXML' });
    expect((await getAcl('/asked')).headers['x-cos-acl']).toBe('default');
  });

  test('404 for what is not there', async () => {
    expect(await getAcl('/nothing')).toMatchObject({ status: 404, code: 'NoSuchKey' });
    expect(await putAcl('/nothing', { 'x-cos-acl': 'private' })).toMatchObject({ status: 404 });
  });

  test('is read and written by actions of its own, and never without a signature', async () => {
    await put('/guarded', 'public-read');
    const keyTo = (action: string) =>
      temporaryKey([{ effect: 'allow', action: `name/cos:${action}`, resource: below('guarded') }]);
    const change = { 'x-cos-acl': 'private' };
    for (const action of ['GetObject', 'PutObject', 'PutObjectACL']) {
      expect((await getAcl('/guarded', keyTo(action))).code).toBe('AccessDenied');
    }
    for (const action of ['GetObject', 'PutObject', 'GetObjectACL']) {
      expect((await putAcl('/guarded', change, '', keyTo(action))).code).toBe('AccessDenied');
    }
    expect((await anonymous('/guarded?acl')).code).toBe('AccessDenied');
    expect((await getAcl('/guarded', keyTo('GetObjectACL'))).status).toBe(200);
    expect((await putAcl('/guarded', change, '', keyTo('PutObjectACL'))).status).toBe(200);
  });

  test('an upload to the same key in the meantime is not undone', async () => {
    await put('/busy');
    const content = 'n'.repeat(50_000);
    const uploads = Array.from({ length: 5 }, () =>
      send(server, rootKey, { method: 'PUT', path: '/busy', body: content }),
    );
    const changes = Array.from({ length: 5 }, () => putAcl('/busy', { 'x-cos-acl': 'private' }));
    const answers = await Promise.all([...uploads, ...changes]);
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await send(server, rootKey, { path: '/busy' })).text).toBe(content);
    server = await server.restart();
    expect((await send(server, rootKey, { path: '/busy' })).text).toBe(content);
  });
});
