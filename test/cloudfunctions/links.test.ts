import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import { type LinkAnswer, linkFor } from '../../cloudfunctions/cos-credentials/src/linkFor';
import { readSettings } from '../../cloudfunctions/cos-credentials/src/settings';
import { signLink } from '../../cloudfunctions/cos-credentials/src/signLink';
import { account } from '../../dev/local-cloud/account';
import { type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import { cosRequest } from '../e2e/support/cosRequest';

/** Links that the function signs, as it is deployed, opened by plain HTTP from the local COS. */

const prefix = `users/${account.openId}/`;
const names = [
  '9999999999999-holiday 1+1=2 & 100%.jpg',
  '旅行/照片（一）.png',
  '🏖️ 😀.mp4',
  "a'b(c)*!~;:@$,?#[]{}|^`.txt",
  '%2e%2e%2Fb',
  '..a/...',
  'double//slash',
  'line\nbreak',
];

let dataDir: string;
let cloud: LocalCloud;
/** The clock of COS is so much ahead. Seconds. */
let ahead = 0;
const printed: string[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'links-'));
  cloud = await startLocalCloud({
    dataDir,
    functionsRoot: join(__dirname, '../../cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    clock: () => Date.now() + ahead * 1000,
    onLine: (_name, line) => printed.push(line),
  });
});

afterAll(async () => {
  await cloud.close();
  await rm(dataDir, { recursive: true });
});

beforeEach(() => {
  ahead = 0;
});

const ask = async (link: unknown, openId?: string) =>
  (await cloud.functions.call('cos-credentials', { link }, openId)) as LinkAnswer;

/** Without the deployed function: a call that fails ends its process, and the start of another takes as long as ten tests. */
const link = (asked: unknown) => linkFor(readSettings(environment), account.openId, asked);

const put = async (key: string, body: string) => {
  const { secretId: tmpSecretId, secretKey: tmpSecretKey } = cloud.rootKey;
  const request = { method: 'PUT', key, body } as const;
  const answer = await cosRequest(cloud.cos.port, { credentials: { tmpSecretId, tmpSecretKey } }, request);
  expect(answer.status).toBe(200);
};

const environment = {
  SECRET_ID: 'AKIDexample',
  SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
  BUCKET: account.bucket,
  REGION: account.region,
};

test.each(names)('opens %j for whoever has it, and nothing else, until its end', async (name) => {
  await put(prefix + name, name);
  const before = Math.floor(Date.now() / 1000);
  const { url, expiredTime } = await ask({ key: prefix + name, seconds: 3600 });
  expect(expiredTime - before - 3600).toBeGreaterThanOrEqual(0);
  expect(expiredTime - before - 3600).toBeLessThan(10);
  expect(url).not.toContain('token');
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([200, name]);
  for (const method of ['PUT', 'DELETE', 'HEAD']) expect((await fetch(url, { method })).status).toBe(403);
  await put(`${prefix}other`, 'other');
  const { pathname } = new URL(url);
  const elsewhere = url.replace(pathname, `/${prefix}other`);
  expect(await (await fetch(elsewhere)).text()).toContain('SignatureDoesNotMatch');
  ahead = expiredTime - before - 30;
  expect((await fetch(url)).status).toBe(200);
  ahead += 60;
  expect(await (await fetch(url)).text()).toContain('Request has expired');
});

test('a second, and a week', async () => {
  await put(`${prefix}a`, 'a');
  await ask({ key: `${prefix}a`, seconds: 1 });
  const { url } = await ask({ key: `${prefix}a`, seconds: 604_800 });
  ahead = 604_700;
  expect((await fetch(url)).status).toBe(200);
});

test('path style, where the base has the bucket in it', async () => {
  const name = names[1] as string;
  await put(prefix + name, name);
  const { secretId, secretKey } = cloud.rootKey;
  const LINK_BASE = `${cloud.cos.url}/${account.bucket}`;
  const own = { ...environment, SECRET_ID: secretId, SECRET_KEY: secretKey, LINK_BASE };
  const { url } = linkFor(readSettings(own), account.openId, { key: prefix + name, seconds: 60 });
  expect(await (await fetch(url)).text()).toBe(name);
});

test.each(names)("%j is signed as Tencent's own library signs it", (name) => {
  const settings = readSettings(environment);
  const Key = prefix + name;
  const sdk = new COS({ SecretId: settings.secretId, SecretKey: settings.secretKey });
  const theirs = sdk.getObjectUrl(
    { Bucket: account.bucket, Region: account.region, Key, Sign: true, Expires: 600, Protocol: 'https:' },
    () => undefined,
  );
  const [, start, end] = /q-sign-time=(\d+);(\d+)/.exec(theirs) ?? [];
  const link = { base: settings.linkBase, key: Key, start: Number(start), end: Number(end) };
  expect(signLink(settings, link)).toBe(theirs);
});

test("whose key is not the caller's own gets no link, however it is spelt", async () => {
  const foreign = 'users/oAlice/secret';
  const refused = [
    foreign,
    `${prefix}../oAlice/secret`,
    `${prefix}./../../${foreign}`,
    `${prefix}..\\oAlice\\secret`,
    `${prefix}a/..`,
    `/${prefix}a`,
    `users//${account.openId}/a`,
    `${prefix.toUpperCase()}a`,
    `users/${account.openId}`,
    `users/${account.openId}x/a`,
    `users/${account.openId}\u200b/a`,
    prefix,
    '',
    'a',
    `${prefix}\ud800`,
    prefix + '文'.repeat(300),
    [`${prefix}a`],
    { toString: `${prefix}a` },
    null,
    undefined,
    1,
  ];
  for (const key of refused) {
    expect(() => link({ key, seconds: 60 })).toThrow(
      "cos-credentials: no link: the key is none of the caller's own.",
    );
  }
  // Encoded once more, what reaches COS is a key with these letters in it.
  for (const name of ['%2e%2e/oAlice/secret', '..%2FoAlice%2Fsecret', '．．/oAlice/secret']) {
    const { url } = await ask({ key: prefix + name, seconds: 60 });
    expect(await (await fetch(url)).text()).toContain('NoSuchKey');
  }
  const hostile = ask({ key: `${prefix}a`, seconds: 60, openId: account.openId }, 'oMallory');
  await expect(hostile).rejects.toThrow("none of the caller's own");
});

test.each([[0], [-1], [1e9], [604_801], [0.5], ['60'], [null], [Number.NaN], [[60]], [undefined]])(
  'no link lives %j seconds',
  (seconds) => {
    expect(() => link({ key: `${prefix}a`, seconds })).toThrow('from 1 to 604800 (MAX_LINK_SECONDS)');
  },
);

test.each([[null], ['a'], [[]], [1]])('%j is no link', (asked) => {
  expect(() => link(asked)).toThrow('no link');
});

test('they can be switched off', () => {
  const settings = readSettings({ ...environment, MAX_LINK_SECONDS: '0' });
  expect(() => linkFor(settings, 'oAlice', { key: 'users/oAlice/a', seconds: 60 })).toThrow(
    'links are switched off (MAX_LINK_SECONDS is 0)',
  );
});

test('needs no STS, and leaves one line in the log, without the signature', async () => {
  const key = `${prefix}照片\n\u2028\u202ecos-credentials: signed a link: openid=oAlice`;
  const issued = cloud.sts.issued();
  printed.length = 0;
  const { url, expiredTime } = await ask({ key, seconds: 60 });
  for (let tries = 0; printed.length === 0 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const expires = new Date(expiredTime * 1000).toISOString();
  expect(printed).toEqual([
    `cos-credentials: signed a link: openid=${account.openId} key="${prefix}照片\\n\\u{2028}\\u{202e}cos-credentials: signed a link: openid=oAlice" expires=${expires}`,
  ]);
  expect(printed.join()).not.toContain(new URL(url).searchParams.get('q-signature'));
  expect(cloud.sts.issued()).toBe(issued);
});

test('answers the same by HTTP', async () => {
  const response = await fetch(`${cloud.functions.url}/cos-credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'local-oCarol', link: { key: 'users/oCarol/a', seconds: 60 } }),
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ url: expect.any(String), expiredTime: expect.any(Number) });
});
