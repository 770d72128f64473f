import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { errorAnswer, prefix } from './support/ScriptedCloud';
import { load, useHost } from './support/useHost';

const { phone, cloud } = useHost();
const { createClient } =
  load<typeof import('../../miniprogram/cos/client/createClient')>('client/createClient');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');

const attempt = { action: 'list' } as const;
const key = `${prefix}a.jpg`;
const client = (limits = timeLimits) => createClient(cloud.config(), attempt, limits);
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );

test.each([
  ['PathStyleDomainForbidden', 403, 'path-style-refused', { bucket: 'examplebucket-1250000000' }],
  ['NoSuchBucket', 404, 'bucket-missing', { bucket: 'examplebucket-1250000000' }],
  ['SignatureDoesNotMatch', 403, 'signature-rejected', {}],
  ['AccessDenied', 403, 'access-denied', {}],
  ['InternalError', 500, 'server-error', {}],
  ['SlowDown', 503, 'server-error', {}],
])('%s is told with what COS said', async (serviceCode, status, code, params) => {
  cloud.reply = () => errorAnswer(status, serviceCode, 'Told.');
  const failure = await failureOf(client().listObjects(attempt, { prefix, limit: 1 }));
  expect(failure).toMatchObject({ code, attempt, status, serviceCode, requestId: 'NjFmYWtl', params });
  expect(failure.detail).toContain('Told.');
});

test('an operation that is never answered ends in a timeout', async () => {
  const c = client({ ...timeLimits, operation: 30 });
  cloud.reply = () => 'hang';
  for (const work of [
    c.listObjects(attempt, { prefix, limit: 1 }),
    c.headObject(attempt, key),
    c.deleteObject(attempt, key),
  ]) {
    expect(await failureOf(work)).toMatchObject({ code: 'timeout', params: { host: cloud.url.slice(7) } });
  }
});

test('a wx that never calls back ends in a timeout too', async () => {
  const c = client({ ...timeLimits, operation: 30 });
  await c.credential(attempt);
  phone.calls.silence('request');
  expect(await failureOf(c.listObjects(attempt, { prefix, limit: 1 }))).toMatchObject({ code: 'timeout' });
});

test('a server that is not there, or hangs up, is told as such', async () => {
  cloud.reply = () => 'drop';
  expect(await failureOf(client().listObjects(attempt, { prefix, limit: 1 }))).toMatchObject({
    code: 'network-interrupted',
  });
  const config = cloud.config({ endpoint: 'http://127.0.0.1:1' });
  expect(
    await failureOf(createClient(config, attempt).listObjects(attempt, { prefix, limit: 1 })),
  ).toMatchObject({
    code: 'server-unreachable',
    params: { host: '127.0.0.1:1' },
  });
});

test.each([
  ['a page', 'login-page'],
  ['a page that is XML', { status: 200, body: '<welcome/>', foreign: true }],
] as const)('%s of a public network is no answer', async (_case, reply) => {
  cloud.reply = () => reply;
  const c = client();
  for (const work of [
    c.listObjects(attempt, { prefix, limit: 1 }),
    c.headObject(attempt, key),
    c.deleteObject(attempt, key),
  ]) {
    expect(await failureOf(work)).toMatchObject({ code: 'foreign-answer', status: 200 });
  }
});

test("a gateway's own page about a server that is down is no foreign answer", async () => {
  cloud.reply = () => ({ status: 502, body: '<html><h1>Bad Gateway</h1></html>', foreign: true });
  expect(await failureOf(client().listObjects(attempt, { prefix, limit: 1 }))).toMatchObject({
    code: 'server-error',
    status: 502,
  });
});

test('what is blocked is told by the status, where an answer has nothing else', async () => {
  cloud.reply = () => ({ status: 451 });
  expect(await failureOf(client().headObject(attempt, key))).toMatchObject({ code: 'content-blocked' });
});

test('half a list is none', async () => {
  cloud.reply = () => ({ status: 200, body: '<ListBucketResult><Name>a</Name></ListBucketResult>' });
  expect(await failureOf(client().listObjects(attempt, { prefix, limit: 1 }))).toMatchObject({
    code: 'server-error',
  });
});

test('a failure names method and URL, without the signature', async () => {
  cloud.reply = () => 'drop';
  expect(await failureOf(client().listObjects(attempt, { prefix, limit: 1 }))).toMatchObject({
    method: 'GET',
    url: `${cloud.url}/examplebucket-1250000000/`,
  });
});

test('an object that is not there is missing; to delete it again is no failure', async () => {
  const c = client();
  expect(await failureOf(c.headObject(attempt, key))).toMatchObject({ code: 'object-missing' });
  await c.deleteObject(attempt, key);
  cloud.reply = () => errorAnswer(404, 'NoSuchBucket', 'gone');
  expect(await failureOf(c.deleteObject(attempt, key))).toMatchObject({ code: 'bucket-missing' });
});

test('the parts that COS has are listed over pages, with the ETags that the parts were answered with', async () => {
  cloud.now = () => 1_700_000_000_000;
  jest.spyOn(Date, 'now').mockReturnValue(cloud.now());
  const c = client();
  const uploadId = await c.initiateUpload(attempt, key, 'image/jpeg');
  expect(await c.listParts(attempt, key, uploadId)).toEqual([]);
  const etags = new Map<number, string | undefined>();
  for (const number of [1, 2, 3, 5, 10]) {
    const { answer } = c.uploadPart(attempt, key, uploadId, number, new ArrayBuffer(number));
    etags.set(number, (await answer).headers.etag);
  }
  cloud.partsOfPage = 2;
  const parts = await c.listParts(attempt, key, uploadId);
  expect(parts).toEqual(
    [...etags].map(([number, etag]) => ({ number, size: number, etag, modified: cloud.now() })),
  );
  expect(cloud.seen('ListParts')).toHaveLength(1 + 3);
  await c.abortUpload(attempt, key, uploadId);
  expect(await failureOf(c.listParts(attempt, key, uploadId))).toMatchObject({ code: 'upload-lost' });
  cloud.reply = () => ({ status: 200, body: '<ListPartsResult><Part/></ListPartsResult>' });
  expect(await failureOf(c.listParts(attempt, key, uploadId))).toMatchObject({ code: 'server-error' });
});

test('the cause of a key that is not to be had in the middle of an operation is kept', async () => {
  const c = client({ ...timeLimits, patience: Number.POSITIVE_INFINITY });
  await c.credential(attempt);
  cloud.reply = () => {
    // A 500 is tried once more and needs a key again; by then the key is about to end.
    const now = Date.now() + 1_795_000;
    jest.spyOn(Date, 'now').mockReturnValue(now);
    cloud.issue = () => ({ status: 500, body: '{"errMsg":"the issuer is down"}' });
    return errorAnswer(500, 'InternalError', 'again');
  };
  expect(await failureOf(c.listObjects(attempt, { prefix, limit: 1 }))).toMatchObject({
    code: 'credential-refused',
    attempt,
    params: { reason: 'the issuer is down' },
  });
});

test.each([
  ['bucket', { bucket: 'nobody' }],
  ['region', { region: '' }],
  // A config in JavaScript.
  ['region', { region: undefined as unknown as string }],
  ['addressing', { addressing: 'auto' as 'path-style' }],
  ['endpoint', { endpoint: '127.0.0.1:7301' }],
  ['endpoint', { endpoint: null as unknown as string }],
  ['credentials', { credentials: { url: '' } }],
])('a config whose %s can not work is refused by name', (setting, change) => {
  expect(() => createClient(cloud.config(change), attempt)).toThrow(
    expect.objectContaining({ code: 'config-incomplete', attempt, params: { setting } }),
  );
});
