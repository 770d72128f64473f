import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import qcloud from 'qcloud-cos-sts';
import { type CosServer, startCosServer } from '../../dev/cos-server/startCosServer';
import { type StsServer, startStsServer } from '../../dev/sts-server/startStsServer';
import { type ClientOptions, stsClient } from './stsClient';

const bucket = 'examplebucket-1250000000';
const region = 'ap-guangzhou';
const root = { secretId: 'AKIDcontract', secretKey: 'contract-secret' };
const roleArn = 'qcs::cam::uin/100000000001:roleName/upload';

interface Credential {
  tmpSecretId: string;
  tmpSecretKey: string;
  sessionToken: string;
  /** Unix seconds. */
  expires: number;
}

interface Wish {
  policy: object;
  durationSeconds?: number;
  key?: { secretId: string; secretKey: string };
}

/** A client of STS; rejects with the code of the API as `code`. */
interface Client {
  federationToken(wish: Wish): Promise<Credential>;
  assumeRole(wish: Wish): Promise<Credential>;
}

let cos: CosServer;
let sts: StsServer;
let folder: string;

beforeAll(async () => {
  // The clients would else take the proxy that http_proxy names, for this machine too.
  process.env.NO_PROXY = '127.0.0.1';
  folder = await mkdtemp(join(tmpdir(), 'sts-contract-'));
  cos = await startCosServer({ port: 0, dataDir: folder, bucket, region, ...root });
  sts = await startStsServer({ port: 0, ...root });
  // qcloud-cos-sts speaks HTTPS only. Below TLS it is the same HTTP.
  jest
    .spyOn(https, 'request')
    .mockImplementation(((options: object, listener: undefined) =>
      http.request({ ...options, protocol: 'http:' }, listener)) as typeof https.request);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await cos.close();
  await sts.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  Credentials?: { TmpSecretId?: string; TmpSecretKey?: string; Token?: string };
  ExpiredTime?: number;
}

function tencentcloud(options: Pick<ClientOptions, 'method' | 'signMethod'>): Client {
  const clientFor = ({ key = root }: Wish) => stsClient(sts.url, { ...key, ...options });
  const parametersOf = ({ policy, durationSeconds }: Wish) => ({
    Policy: encodeURIComponent(JSON.stringify(policy)),
    ...(durationSeconds !== undefined && { DurationSeconds: durationSeconds }),
  });
  const credentialIn = ({ Credentials, ExpiredTime }: Answer): Credential => ({
    tmpSecretId: Credentials?.TmpSecretId ?? '',
    tmpSecretKey: Credentials?.TmpSecretKey ?? '',
    sessionToken: Credentials?.Token ?? '',
    expires: ExpiredTime ?? 0,
  });
  return {
    federationToken: async (wish) =>
      credentialIn(await clientFor(wish).GetFederationToken({ Name: 'contract', ...parametersOf(wish) })),
    assumeRole: async (wish) =>
      credentialIn(
        await clientFor(wish).AssumeRole({
          RoleArn: roleArn,
          RoleSessionName: 'contract',
          ...parametersOf(wish),
        }),
      ),
  };
}

/** Its typings know neither `host` nor, of a promise, what it resolves with. */
const qcloudSts = qcloud as unknown as Record<
  'getCredential' | 'getRoleCredential',
  (options: object) => Promise<{ credentials: Omit<Credential, 'expires'>; expiredTime: number }>
>;

const cosSts: Client = {
  federationToken: (wish) => ask('getCredential', wish),
  assumeRole: (wish) => ask('getRoleCredential', wish),
};

async function ask(method: 'getCredential' | 'getRoleCredential', wish: Wish): Promise<Credential> {
  const { policy, durationSeconds, key = root } = wish;
  const options = {
    ...key,
    host: `127.0.0.1:${sts.port}`,
    region,
    roleArn,
    policy,
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
  try {
    const { credentials, expiredTime } = await qcloudSts[method](options);
    return { ...credentials, expires: expiredTime };
  } catch (error) {
    const { Code } = error as { Code?: string };
    throw Code === undefined ? error : Object.assign(new Error(Code), { code: Code });
  }
}

const policyFor = (prefix: string, actions: string[]) => ({
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: actions,
      resource: [`qcs::cos:${region}:uid/1250000000:${bucket}/${prefix}*`],
    },
  ],
});

/** What a key opens, asked with Tencent's SDK. */
function cosWith({ tmpSecretId, tmpSecretKey, sessionToken }: Credential) {
  const sdk = new COS({
    SecretId: tmpSecretId,
    SecretKey: tmpSecretKey,
    SecurityToken: sessionToken,
    Domain: `http://127.0.0.1:${cos.port}`,
  });
  const place = { Bucket: bucket, Region: region };
  return {
    put: (Key: string) => sdk.putObject({ ...place, Key, Body: 'x' }),
    get: (Key: string) => sdk.getObject({ ...place, Key }),
  };
}

const denied = { statusCode: 403, code: 'AccessDenied' };

describe.each<[string, Client]>([
  ['tencentcloud-sdk-nodejs-sts, TC3-HMAC-SHA256 by POST', tencentcloud({})],
  ['tencentcloud-sdk-nodejs-sts, TC3-HMAC-SHA256 by GET', tencentcloud({ method: 'GET' })],
  ['tencentcloud-sdk-nodejs-sts, HmacSHA1', tencentcloud({ signMethod: 'HmacSHA1' })],
  ['tencentcloud-sdk-nodejs-sts, HmacSHA256', tencentcloud({ signMethod: 'HmacSHA256' })],
  [
    'tencentcloud-sdk-nodejs-sts, HmacSHA256 by GET',
    tencentcloud({ signMethod: 'HmacSHA256', method: 'GET' }),
  ],
  ['qcloud-cos-sts', cosSts],
])('%s', (name, client) => {
  const prefix = `${name}/相册/`;

  test('a federation token opens what its policy says', async () => {
    const policy = policyFor(prefix, ['name/cos:PutObject', 'name/cos:GetObject']);
    const key = await client.federationToken({ policy });
    expect(key.tmpSecretId).toMatch(/^AKID/);
    const opened = cosWith(key);
    await opened.put(`${prefix}照片 1.jpg`);
    expect(String((await opened.get(`${prefix}照片 1.jpg`)).Body)).toBe('x');
    await expect(opened.put('elsewhere/1.jpg')).rejects.toMatchObject(denied);
    const reader = cosWith(
      await client.federationToken({ policy: policyFor(prefix, ['name/cos:GetObject']) }),
    );
    await expect(reader.put(`${prefix}2.jpg`)).rejects.toMatchObject(denied);
  });

  test('the policy that qcloud-cos-sts makes is understood', async () => {
    const policy = qcloud.getPolicy([
      { action: 'name/cos:PutObject', bucket, region, prefix: `${prefix}made/*` },
    ]);
    const opened = cosWith(await client.federationToken({ policy }));
    await opened.put(`${prefix}made/1.jpg`);
    await expect(opened.put(`${prefix}1.jpg`)).rejects.toMatchObject(denied);
  });

  test('a role is assumed', async () => {
    const opened = cosWith(
      await client.assumeRole({ policy: policyFor(prefix, ['name/cos:PutObject']), durationSeconds: 43_200 }),
    );
    await opened.put(`${prefix}role.jpg`);
    await expect(opened.put('role.jpg')).rejects.toMatchObject(denied);
  });

  test('a key ends when it was asked to', async () => {
    const policy = policyFor(prefix, ['name/cos:PutObject']);
    const now = Math.floor(Date.now() / 1000);
    const { expires } = await client.federationToken({ policy, durationSeconds: 900 });
    expect(expires - now).toBeGreaterThanOrEqual(900);
    expect(expires - now).toBeLessThan(905);
    await expect(client.federationToken({ policy, durationSeconds: 7201 })).rejects.toMatchObject({
      code: 'InvalidParameter.OverTimeError',
    });
  });

  test('who is not believed is told by the code of the API', async () => {
    const policy = policyFor(prefix, ['name/cos:PutObject']);
    const guessed = { ...root, secretKey: 'guessed' };
    await expect(client.federationToken({ policy, key: guessed })).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
    });
    const unknown = { ...root, secretId: 'AKIDunknown' };
    await expect(client.federationToken({ policy, key: unknown })).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
  });

  test('a policy that can not be read is refused', async () => {
    const policy = { ...policyFor(prefix, ['name/cos:PutObject']), version: '3.0' };
    await expect(client.federationToken({ policy })).rejects.toMatchObject({
      code: 'InvalidParameter.StrategyFormatError',
    });
  });
});
