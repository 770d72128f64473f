import type { CosConfig } from '../../miniprogram/cos/client/CosConfig';
import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { checksumOf, prefix } from './support/ScriptedCloud';
import { load, useHost } from './support/useHost';

const { phone, cloud } = useHost();
const { createClient } =
  load<typeof import('../../miniprogram/cos/client/createClient')>('client/createClient');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');

const attempt = { action: 'list' } as const;
const client = (changes: Partial<CosConfig> = {}, limits = timeLimits) =>
  createClient(cloud.config(changes), attempt, limits);
const list = (c: ReturnType<typeof client>) => c.listObjects(attempt, { prefix, limit: 10 });
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );

type Usual = { credentials: object };

/** Moves the clocks of phone and cloud. */
function later(seconds: number): void {
  const now = Date.now() + seconds * 1000;
  jest.spyOn(Date, 'now').mockReturnValue(now);
}

test('ten parallel operations on a cold start ask for one key', async () => {
  const c = client();
  await Promise.all([
    ...Array.from({ length: 5 }, () => list(c)),
    ...Array.from({ length: 5 }, (_, i) => c.signedUrl(attempt, `${prefix}${i}`, { lifetime: 60 })),
  ]);
  expect(cloud.issued).toBe(1);
  expect(cloud.seen('GetBucket')).toHaveLength(5);
});

test('a key is replaced before it expires, and nothing waits for the new one', async () => {
  const c = client();
  await list(c);
  later(1800 - 310);
  await list(c);
  expect(cloud.issued).toBe(1);
  const asked = new Promise<() => void>((resolve) => {
    cloud.issue = (usual) => new Promise<object>((go) => resolve(() => go(usual)));
  });
  later(20);
  await Promise.all([list(c), list(c), list(c)]);
  const answer = await asked;
  await list(c);
  answer();
  expect(cloud.issued).toBe(2);
});

test('while no new key is to be had, the old one serves to its end', async () => {
  const c = client();
  await list(c);
  cloud.issue = () => ({ status: 500, body: '{"errMsg":"down"}' });
  later(1800 - 60);
  await list(c);
  later(50);
  expect(await failureOf(list(c))).toMatchObject({ code: 'credential-refused', params: { reason: 'down' } });
});

test('a revoked key is replaced once for many concurrent refusals, and nobody notices', async () => {
  const c = client();
  await list(c);
  cloud.revoked.add('AKIDtest1');
  await Promise.all(Array.from({ length: 6 }, () => list(c)));
  expect(cloud.issued).toBe(2);
});

test('a key that is refused again is a failure, after one new key for all', async () => {
  const c = client();
  for (let i = 1; i < 9; i += 1) cloud.revoked.add(`AKIDtest${i}`);
  const failures = await Promise.all([failureOf(list(c)), failureOf(list(c)), failureOf(list(c))]);
  for (const failure of failures) {
    expect(failure).toMatchObject({
      code: 'key-rejected',
      attempt,
      status: 403,
      serviceCode: 'InvalidAccessKeyId',
      requestId: 'NjFmYWtl',
    });
  }
  expect(cloud.issued).toBe(2);
});

test('an object whose HEAD is refused without a reason gets a new key as well', async () => {
  const c = client();
  const body = Buffer.from('abc');
  cloud.objects.set(`${prefix}a`, { body, modified: 0 });
  await list(c);
  cloud.revoked.add('AKIDtest1');
  expect(await c.headObject(attempt, `${prefix}a`)).toMatchObject({ size: 3, checksum: checksumOf(body) });
  expect(cloud.issued).toBe(2);
});

test.each([
  ['a missing field', { credentials: {} }, 'tmpSecretId'],
  ['milliseconds', { startTime: 1_700_000_000_000 }, 'startTime'],
  ['a key that has expired', { startTime: 1_600_000_000, expiredTime: 1_600_001_800 }, 'expiredTime'],
  ['a prefix without slash', { prefix: 'users/me' }, 'prefix'],
  ['a limit of links in words', { maxLinkSeconds: '7 days' }, 'maxLinkSeconds'],
  ['no upload limit', { maxUploadBytes: null }, 'maxUploadBytes'],
  ['a list of what it allows', { allows: ['name/cos:GetBucket'] }, 'allows'],
  ['an action without limits', { allows: { 'name/cos:GetBucket': true } }, 'allows["name/cos:GetBucket"]'],
  ['a limit in words', { allows: { 'name/cos:PostObject': { maxBytes: '5 MB' } } }, 'maxBytes'],
  ['one type for many', { allows: { 'name/cos:PostObject': { contentTypes: 'image/png' } } }, 'contentTypes'],
])('an answer with %s names the field', async (_case, change, field) => {
  cloud.issue = (answer) => ({ ...answer, ...change });
  const failure = await failureOf(list(client()));
  expect(failure).toMatchObject({ code: 'credential-malformed', attempt });
  expect(failure.detail).toContain(
    change && 'startTime' in change && field === 'expiredTime' ? 'expired' : field,
  );
  expect(cloud.requests).toEqual([]);
});

test('what the key allows comes with it, when the issuer says so', async () => {
  expect((await client().credential(attempt)).allows).toBeUndefined();
  const allows = { 'name/cos:GetBucket': {}, 'name/cos:PostObject': { maxBytes: 5 } };
  cloud.issue = (answer) => ({ ...answer, allows });
  expect((await client().credential(attempt)).allows).toEqual(allows);
});

test('a page instead of an answer is not its issuer', async () => {
  cloud.issue = () => ({ status: 200, body: '<html>' });
  expect(await failureOf(list(client()))).toMatchObject({ code: 'foreign-answer' });
});

test('an answer that is no JSON is malformed', async () => {
  cloud.issue = () => ({ status: 200, body: 'ok' });
  expect(await failureOf(list(client()))).toMatchObject({ code: 'credential-malformed' });
});

test.each([
  ['an answer', (usual: object) => ({ status: 200, body: JSON.stringify(JSON.stringify(usual)) })],
  ['the credentials in it', (usual: Usual) => ({ ...usual, credentials: JSON.stringify(usual.credentials) })],
])('%s that was made JSON twice is malformed, and tells nobody the key', async (_case, issue) => {
  cloud.issue = (usual) => issue(usual as Usual);
  const failure = await failureOf(list(client()));
  expect(failure.code).toBe('credential-malformed');
  expect(failure.message).not.toMatch(/tmpSecretKey|sessionToken/);
});

test.each([
  ['a gateway in front of it that is down', 502, '<html>Bad Gateway</html>', 'credential-unreachable'],
  ['a page of its own', 404, '<html>Cannot POST /key</html>', 'credential-refused'],
  ['a network that wants a login', 511, '<html>log in first</html>', 'foreign-answer'],
  ['a refusal like any other answer', 200, '{"errMsg":"log in first"}', 'credential-refused'],
])('in place of a key %s is told as such', async (_case, status, body, code) => {
  cloud.issue = () => ({ status, body });
  const failure = await failureOf(list(client()));
  expect(failure.code).toBe(code);
  expect(failure.detail).toMatch(/log in first|HTTP status (404|502)$/);
});

test('an answer whose headers a host’s own wx.request keeps back is one all the same', async () => {
  const { request } = phone.wx;
  phone.wx.request = ((options: WechatMiniprogram.RequestOption) =>
    request({
      ...options,
      success: (answer) => options.success?.({ ...answer, header: undefined as never }),
    })) as typeof request;
  expect(await client().credential(attempt)).toMatchObject({ prefix });
  phone.wx.request = request;
});

test('keys for another bucket are no keys', async () => {
  cloud.issue = (answer) => ({ ...answer, bucket: 'other-1250000000' });
  expect(await failureOf(list(client()))).toMatchObject({
    code: 'config-mismatch',
    params: {
      configured: 'examplebucket-1250000000 (ap-guangzhou)',
      issued: 'other-1250000000 (ap-guangzhou)',
    },
  });
});

test('an issuer that never answers is a failure, and the next call asks again', async () => {
  const c = client({}, { ...timeLimits, credential: 50 });
  cloud.issue = () => 'hang';
  expect(await failureOf(list(c))).toMatchObject({ code: 'credential-timeout', attempt });
  cloud.issue = undefined;
  await list(c);
});

test('an issuer that is not there is named', async () => {
  const c = client({ credentials: { url: 'http://127.0.0.1:1/credentials' } });
  expect(await failureOf(list(c))).toMatchObject({
    code: 'credential-unreachable',
    params: { host: '127.0.0.1:1' },
  });
});

test('an issuer that is not in the domain list is named', async () => {
  phone.calls.failNext('request', { errMsg: 'request:fail url not in domain list', errno: 600002 });
  expect(await failureOf(list(client()))).toMatchObject({
    code: 'domain-not-listed',
    params: { host: cloud.url.slice(7), list: 'request' },
  });
});

describe('a cloud function', () => {
  const credentials = { cloudFunction: 'cos-credentials', environment: 'env-1' };

  test('is called by name in its environment', async () => {
    const called: string[] = [];
    phone.callFunction = async (name) => {
      called.push(name);
      return cloud.answer();
    };
    await list(client({ credentials }));
    expect(called).toEqual(['cos-credentials']);
    expect(phone.calls.of('cloud.callFunction')).toMatchObject([{ config: { env: 'env-1' } }]);
  });

  test.each([
    [
      'credential-refused',
      'Error: errCode: -504002 functions execute fail | errMsg: Error: cos-credentials: SECRET_ID is missing\n    at x',
      { reason: 'cos-credentials: SECRET_ID is missing' },
    ],
    ['credential-timeout', 'Error: errCode: -501002 resource server timeout | errMsg: …', {}],
    ['credential-unreachable', 'Error: something about the network', {}],
  ])('that fails is %s', async (code, message, params) => {
    phone.callFunction = () => Promise.reject(new Error(`cloud.callFunction:fail ${message}`));
    expect(await failureOf(list(client({ credentials })))).toMatchObject({ code, params });
  });

  test('that hangs is a failure', async () => {
    phone.calls.silence('cloud.callFunction');
    const c = client({ credentials }, { ...timeLimits, credential: 50 });
    expect(await failureOf(list(c))).toMatchObject({ code: 'credential-timeout' });
  });

  test('without WeChat cloud says so', async () => {
    phone.lacks('cloud');
    const failure = await failureOf(list(client({ credentials })));
    expect(failure).toMatchObject({ code: 'not-supported' });
    expect(failure.detail).toContain('wx.cloud is absent');
  });
});
