import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import { onFunctionLine } from '../support/onFunctionLine';
import { type CosRequest, cosRequest, type IssuedKey } from './support/cosRequest';

/** The cloud alone, over HTTP: what one user's key opens, and what it does not. */

interface UserKey extends IssuedKey {
  prefix: string;
}

let dir: string;
let cloud: LocalCloud;
let alice: UserKey;
let mallory: UserKey;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'isolation-'));
  cloud = await startLocalCloud({
    dataDir: dir,
    functionsRoot: join(__dirname, '../../cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
  });
  alice = await keyOf('oAlice');
  mallory = await keyOf('oMallory');
});

afterAll(async () => {
  await cloud.close();
  await rm(dir, { recursive: true });
});

async function keyOf(openId: string): Promise<UserKey> {
  const answer = await fetch(`${cloud.functions.url}/cos-credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: `local-${openId}` }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as UserKey;
}

const send = (issued: IssuedKey, request: CosRequest) => cosRequest(cloud.cos.port, issued, request);
const key = 'users/oAlice/diary.txt';
const startUpload: CosRequest = { method: 'POST', key, query: { uploads: '' }, body: '' };

/** By the owner of the bucket, whose permanent key may do everything. */
async function writeDiary(): Promise<void> {
  const { secretId, secretKey } = cloud.rootKey;
  const owner: IssuedKey = { credentials: { tmpSecretId: secretId, tmpSecretKey: secretKey } };
  expect((await send(owner, { method: 'PUT', key, body: 'dear diary' })).status).toBe(200);
}

test('each caller gets a prefix of its own', () => {
  expect(alice.prefix).toBe('users/oAlice/');
  expect(mallory.prefix).toBe('users/oMallory/');
});

test("another user's key can't read, list, write or delete, and the owner's can", async () => {
  await writeDiary();

  const attempts: CosRequest[] = [
    { method: 'GET', key },
    { method: 'HEAD', key },
    { method: 'GET', query: { prefix: 'users/oAlice/' } },
    { method: 'GET', query: { prefix: 'users/' } },
    { method: 'GET', query: { prefix: '' } },
    { method: 'GET' },
    { method: 'PUT', key, body: 'forged' },
    { method: 'PUT', key: 'users/oAlice/new.txt', body: 'forged' },
    { method: 'PUT', key: 'users/oMalloryToo/x.txt', body: 'forged' },
    startUpload,
    { method: 'DELETE', key },
  ];
  for (const attempt of attempts) {
    const answer = await send(mallory, attempt);
    expect({ attempt, status: answer.status }).toEqual({ attempt, status: 403 });
    if (attempt.method !== 'HEAD') expect(answer.code).toBe('AccessDenied');
  }

  expect((await send(alice, { method: 'GET', key })).text).toBe('dear diary');
  const listing = await send(alice, { method: 'GET', query: { prefix: alice.prefix } });
  expect(listing.text).toContain(`<Key>${key}</Key>`);
  expect((await send(alice, startUpload)).status).toBe(200);
  expect((await send(alice, { method: 'DELETE', key })).status).toBe(204);
});

test('a key does only what the Mini Program needs, also with its own files', async () => {
  const own = { key: `${alice.prefix}note.txt`, body: 'hello' };
  expect((await send(alice, { method: 'PUT', ...own })).code).toBe('AccessDenied');
});

test('one changed character of the signature is refused', async () => {
  await writeDiary();
  const flipLast = (authorization: string): string =>
    authorization.slice(0, -1) + (authorization.endsWith('0') ? '1' : '0');
  const answer = await send(alice, { method: 'GET', key, tamper: flipLast });
  expect(answer.status).toBe(403);
  expect(answer.code).toBe('SignatureDoesNotMatch');
});

test('a key is of no use without its token', async () => {
  const stolen = {
    ...alice,
    credentials: { ...alice.credentials, sessionToken: mallory.credentials.sessionToken },
  };
  expect((await send(stolen, { method: 'GET', key })).status).toBe(403);
});
