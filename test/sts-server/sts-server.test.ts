import { createHash, createHmac } from 'node:crypto';
import { openSessionToken } from '../../dev/cam/sessionToken';
import { type StsServer, type StsServerOptions, startStsServer } from '../../dev/sts-server/startStsServer';
import { type ClientOptions, readOnly, stsClient } from './stsClient';

const rootKey = { secretId: 'AKIDexample', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' };
const wish = { Name: 'test', Policy: readOnly };
const role = { RoleArn: 'qcs::cam::uin/100000000001:roleName/upload', RoleSessionName: 'session' };
const MINUTE = 60_000;

let servers: StsServer[] = [];

async function start(options: Partial<StsServerOptions> = {}): Promise<StsServer> {
  const server = await startStsServer({ port: 0, ...rootKey, ...options });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

describe('GetFederationToken', () => {
  test.each<Pick<ClientOptions, 'signMethod' | 'method'>>([
    { signMethod: 'TC3-HMAC-SHA256', method: 'POST' },
    { signMethod: 'TC3-HMAC-SHA256', method: 'GET' },
    { signMethod: 'HmacSHA1', method: 'POST' },
    { signMethod: 'HmacSHA1', method: 'GET' },
    { signMethod: 'HmacSHA256', method: 'POST' },
    { signMethod: 'HmacSHA256', method: 'GET' },
  ])("issues a key to Tencent's client by $signMethod, $method", async (protocol) => {
    const server = await start();
    const before = Math.floor(Date.now() / 1000);
    const answer = await stsClient(server.url, { ...rootKey, ...protocol }).GetFederationToken(wish);

    const expires = Number(answer.ExpiredTime);
    expect(expires - 1800 - before).toBeGreaterThanOrEqual(0);
    expect(expires - 1800 - before).toBeLessThan(60);
    expect(answer.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Date.parse(answer.Expiration ?? '')).toBe(expires * 1000);
    expect(server.issued()).toBe(1);

    const key = answer.Credentials;
    expect(openSessionToken(rootKey, key?.Token ?? '')).toEqual({
      tmpSecretId: key?.TmpSecretId,
      tmpSecretKey: key?.TmpSecretKey,
      policy: JSON.parse(decodeURIComponent(readOnly)),
      appId: '1250000000',
      owner: rootKey.secretId,
      issued: expires - 1800,
      expires,
    });
  });

  test('no two keys are the same', async () => {
    const server = await start();
    const client = stsClient(server.url, rootKey);
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.GetFederationToken(wish)));
    const fields = answers.flatMap(({ Credentials: key }) => [
      key?.TmpSecretId,
      key?.TmpSecretKey,
      key?.Token,
    ]);
    expect(new Set(fields).size).toBe(15);
  });

  test.each([
    { DurationSeconds: 1, code: undefined },
    { DurationSeconds: 7200, code: undefined },
    { DurationSeconds: 7201, code: 'InvalidParameter.OverTimeError' },
    { DurationSeconds: 0, code: 'InvalidParameter.ParamError' },
    { DurationSeconds: -1, code: 'InvalidParameter.ParamError' },
    { DurationSeconds: 900.5, code: 'InvalidParameter.ParamError' },
  ])('for $DurationSeconds s: $code', async ({ DurationSeconds, code }) => {
    const server = await start();
    const asked = stsClient(server.url, rootKey).GetFederationToken({ ...wish, DurationSeconds });
    expect(await codeOf(asked)).toBe(code);
  });

  test('needs a name and a policy, and knows its parameters', async () => {
    const client = stsClient((await start()).url, rootKey);
    const ask = (parameters: object) => codeOf(client.GetFederationToken(parameters as typeof wish));
    expect(await ask({ Policy: readOnly })).toBe('MissingParameter');
    expect(await ask({ Name: 'test' })).toBe('MissingParameter');
    expect(await ask({ ...wish, Name: 'two words' })).toBe('InvalidParameter.ParamError');
    expect(await ask({ ...wish, Colour: 'red' })).toBe('UnknownParameter');
  });

  test('refuses a policy that makes the token too long', async () => {
    const client = stsClient((await start()).url, rootKey);
    const resource = Array.from(
      { length: 200 },
      (_, index) => `qcs::cos:ap-guangzhou:uid/1:b-1/${createHash('md5').update(`${index}`).digest('hex')}`,
    );
    const policy = { version: '2.0', statement: [{ effect: 'allow', action: '*', resource }] };
    const asked = client.GetFederationToken({ ...wish, Policy: encodeURIComponent(JSON.stringify(policy)) });
    expect(await codeOf(asked)).toBe('InvalidParameter.PolicyTooLong');
  });

  test('refuses a temporary key, whose rights could else be renewed for ever', async () => {
    const server = await start();
    const key = await temporaryKey(server, readOnly);
    expect(await codeOf(stsClient(server.url, key).GetFederationToken(wish))).toBe(
      'AuthFailure.UnauthorizedOperation',
    );
  });
});

describe('AssumeRole', () => {
  test('issues a key for two hours, and for twelve at most', async () => {
    const server = await start();
    const client = stsClient(server.url, rootKey);
    const answer = await client.AssumeRole(role);
    const content = openSessionToken(rootKey, answer.Credentials?.Token ?? '');
    expect(Number(content?.expires) - Number(content?.issued)).toBe(7200);
    expect(await codeOf(client.AssumeRole({ ...role, DurationSeconds: 43200 }))).toBeUndefined();
    expect(await codeOf(client.AssumeRole({ ...role, DurationSeconds: 43201 }))).toBe(
      'InvalidParameter.OverTimeError',
    );
  });

  test('limits the role by a policy', async () => {
    const answer = await stsClient((await start()).url, rootKey).AssumeRole({ ...role, Policy: readOnly });
    const content = openSessionToken(rootKey, answer.Credentials?.Token ?? '');
    expect(content?.policy).toEqual(JSON.parse(decodeURIComponent(readOnly)));
  });

  test('refuses what is no role, and no name for a session', async () => {
    const client = stsClient((await start()).url, rootKey);
    expect(await codeOf(client.AssumeRole({ ...role, RoleArn: 'upload' }))).toBe(
      'ResourceNotFound.RoleNotFound',
    );
    expect(await codeOf(client.AssumeRole({ ...role, RoleSessionName: 'x' }))).toBe(
      'InvalidParameter.ParamError',
    );
  });

  test('takes a temporary key whose policy allows it', async () => {
    const server = await start();
    const statement = (effect: string, resource: string) => ({ effect, action: 'sts:AssumeRole', resource });
    const policy = (...statements: object[]) =>
      encodeURIComponent(JSON.stringify({ version: '2.0', statement: statements }));
    const ask = async (text: string) =>
      codeOf(stsClient(server.url, await temporaryKey(server, text)).AssumeRole(role));
    const refused = 'AuthFailure.UnauthorizedOperation';
    expect(await ask(policy(statement('allow', 'qcs::cam::uin/100000000001:roleName/*')))).toBeUndefined();
    expect(await ask(policy(statement('allow', '*'), statement('deny', '*')))).toBe(refused);
    expect(await ask(policy(statement('allow', 'qcs::cam::uin/100000000001:roleName/other')))).toBe(refused);
    expect(await ask(readOnly)).toBe(refused);
  });
});

describe('who is believed', () => {
  const signMethods = ['TC3-HMAC-SHA256', 'HmacSHA1', 'HmacSHA256'] as const;

  test.each(signMethods)('one changed character of the key is refused (%s)', async (signMethod) => {
    const server = await start();
    const wrong = { ...rootKey, secretKey: `${rootKey.secretKey.slice(0, -1)}F` };
    const asked = stsClient(server.url, { ...wrong, signMethod }).GetFederationToken(wish);
    await expect(asked).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
      message: 'The provided credentials could not be validated. Please check your signature is correct.',
    });
    expect(server.issued()).toBe(0);
  });

  test('an unknown SecretId is refused', async () => {
    const client = stsClient((await start()).url, { ...rootKey, secretId: 'AKIDother' });
    await expect(client.GetFederationToken(wish)).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
      message: 'The SecretId is not found, please ensure that your SecretId is correct.',
    });
  });

  test('a secret that comes in the place of the id is not told', async () => {
    const server = await start();
    const swapped = { secretId: rootKey.secretKey, secretKey: rootKey.secretId };
    for (const key of [swapped, { ...swapped, token: (await temporaryKey(server, readOnly)).token ?? '' }]) {
      const error = await stsClient(server.url, key)
        .GetFederationToken(wish)
        .catch((error: Error) => error);
      expect(error).toMatchObject({ code: expect.stringContaining('AuthFailure.') });
      expect((error as Error).message).not.toContain(rootKey.secretKey);
    }
  });

  test.each(signMethods)(
    'a clock more than five minutes off is refused, either way (%s)',
    async (signMethod) => {
      const codes = [-5.1, -4.9, 4.9, 5.1].map(async (minutes) => {
        const { url } = await start({ now: () => Date.now() + minutes * MINUTE });
        return codeOf(stsClient(url, { ...rootKey, signMethod }).GetFederationToken(wish));
      });
      const expired = 'AuthFailure.SignatureExpire';
      expect(await Promise.all(codes)).toEqual([expired, undefined, undefined, expired]);
    },
  );

  test("a temporary key needs its own token, and only while it's valid", async () => {
    let later = 0;
    const server = await start({ now: () => Date.now() + later });
    const one = await temporaryKey(server, readOnly);
    const two = await temporaryKey(server, readOnly);
    const ask = (key: ClientOptions) => codeOf(stsClient(server.url, key).AssumeRole(role));
    expect(await ask({ ...one, token: two.token })).toBe('AuthFailure.TokenFailure');
    expect(await ask({ ...one, token: `${one.token}A` })).toBe('AuthFailure.TokenFailure');
    expect(await ask({ secretId: one.secretId, secretKey: one.secretKey })).toBe(
      'AuthFailure.SecretIdNotFound',
    );
    // The client's own clock stays behind by less than five minutes.
    later = 4 * MINUTE;
    const short = await temporaryKey(server, readOnly, 1);
    later += 2000;
    expect(await ask(short)).toBe('AuthFailure.TokenFailure');
  });

  test('a changed body is refused', async () => {
    const { url } = await start();
    const signed = await post(url, JSON.stringify(wish), JSON.stringify({ ...wish, DurationSeconds: 7200 }));
    expect(signed).toMatchObject({ Error: { Code: 'AuthFailure.SignatureFailure' } });
  });

  test('the host may be signed with its port', async () => {
    const { url } = await start();
    expect(await post(url, JSON.stringify(wish))).toMatchObject({ ExpiredTime: expect.any(Number) });
  });
});

describe('malformed requests get a code of the API with status 200', () => {
  test.each<[what: string, init: RequestInit, code: string]>([
    ['no signature', { method: 'POST', body: '{}' }, 'AuthFailure.InvalidAuthorization'],
    ['an empty form', { method: 'POST', body: new URLSearchParams() }, 'MissingParameter'],
    [
      'another kind of authorization',
      { method: 'POST', body: '{}', headers: { authorization: 'Basic YTpi' } },
      'AuthFailure.InvalidAuthorization',
    ],
    ['a method that the API lacks', { method: 'PUT', body: '{}' }, 'UnsupportedProtocol'],
    ['a body of 2 MB', { method: 'POST', body: 'x'.repeat(2_000_000) }, 'RequestSizeLimitExceeded'],
    [
      'an unknown way to sign',
      {
        method: 'POST',
        body: new URLSearchParams({ SecretId: 'a', Signature: 'b', SignatureMethod: 'MD5' }),
      },
      'InvalidParameterValue',
    ],
  ])('%s', async (_what, init, code) => {
    const { url } = await start();
    const response = await fetch(url, init);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      Response: {
        Error: { Code: code, Message: expect.any(String) },
        RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
  });

  test('an unknown action or version, and a body that is no object', async () => {
    const { url } = await start();
    const body = JSON.stringify(wish);
    expect(await post(url, body, body, { action: 'GetSessionToken' })).toMatchObject({
      Error: { Code: 'InvalidAction' },
    });
    expect(await post(url, body, body, { version: '2017-01-01' })).toMatchObject({
      Error: { Code: 'NoSuchVersion' },
    });
    expect(await post(url, '[]')).toMatchObject({ Error: { Code: 'InvalidParameter' } });
    expect(await post(url, '{')).toMatchObject({ Error: { Code: 'InvalidParameter' } });
  });
});

test('a port that is taken is an error', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

/** Undefined when the call succeeds. */
function codeOf(asked: Promise<unknown>): Promise<string | undefined> {
  return asked.then(
    () => undefined,
    ({ code }: { code?: string }) => code ?? 'an error without a code',
  );
}

async function temporaryKey(
  server: StsServer,
  policy: string,
  seconds = 1800,
): Promise<ClientOptions & { token: string }> {
  const { Credentials: key } = await stsClient(server.url, rootKey).GetFederationToken({
    Name: 'test',
    Policy: policy,
    DurationSeconds: seconds,
  });
  return {
    secretId: key?.TmpSecretId ?? '',
    secretKey: key?.TmpSecretKey ?? '',
    token: key?.Token ?? '',
  };
}

/** A request signed here: over `signed`, with the host as it is sent, and sent with `body`. */
async function post(
  url: string,
  signed: string,
  body = signed,
  { action = 'GetFederationToken', version = '2018-08-13' } = {},
): Promise<unknown> {
  const timestamp = Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const lines = ['POST', '/', '', 'content-type:application/json', `host:${new URL(url).host}`, ''];
  const canonical = [...lines, 'content-type;host', sha256(signed)].join('\n');
  const scope = `${date}/sts/tc3_request`;
  const signingKey = hmac(hmac(hmac(`TC3${rootKey.secretKey}`, date), 'sts'), 'tc3_request');
  const signature = hmac(
    signingKey,
    ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n'),
  ).toString('hex');
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': `${timestamp}`,
      authorization: `TC3-HMAC-SHA256 Credential=${rootKey.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    },
  });
  const { Response } = (await response.json()) as { Response: unknown };
  return Response;
}
