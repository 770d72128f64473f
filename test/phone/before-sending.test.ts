import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainRefusal } from '../../dev/phone/explainRefusal';
import { findAppId } from '../../dev/phone/findAppId';
import { localAddresses } from '../../dev/phone/localAddresses';
import { readUploadKey } from '../../dev/phone/readUploadKey';
import { sendToWeChat } from '../../dev/phone/sendToWeChat';
import { stageProject } from '../../dev/phone/stageProject';

/** What `npm run preview` and `npm run upload` look at before anything is fetched, compiled or sent. */

const appid = 'wx0123456789abcdef';
const other = 'wxfedcba9876543210';
const pem = (type: 'pkcs1' | 'pkcs8') =>
  generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type, format: 'pem' }).toString();
const key = pem('pkcs1');

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sending-'));
});
afterEach(() => rm(root, { recursive: true }));

test('an app id that WeChat could know', () => {
  expect(findAppId(undefined, appid)).toBe(appid);
  expect(findAppId(other, appid)).toBe(other);
  expect(() => findAppId(undefined, 'touristappid')).toThrow(
    'project.config.json is touristappid: a tourist',
  );
  expect(() => findAppId(undefined, undefined)).toThrow('project.config.json is absent');
  expect(() => findAppId('wxABC', appid)).toThrow('--appid is "wxABC". An app id is "wx" and 16');
});

describe('the upload key', () => {
  const read = (given?: string, variable?: string) => readUploadKey(root, appid, given, variable);

  test('is the file given, or the text in the environment, or the file in its usual place', async () => {
    const [given, usual] = [join(root, 'given.key'), join(root, `private.${appid}.key`)];
    await writeFile(given, pem('pkcs8'));
    // As editors and shells of Windows write it.
    await writeFile(usual, `\uFEFF${key}`, 'utf16le');
    expect(await read(given, key)).toMatchObject({ file: given });
    expect(await read(undefined, key.replaceAll('\n', '\\n'))).toEqual({
      text: key,
      from: expect.any(String),
    });
    expect(await read()).toMatchObject({ file: usual, text: key });
  });

  test('that is missing, of another Mini Program, or none at all is told, and none of it', async () => {
    const theirs = join(root, `private.${other}.key`);
    const broken = join(root, 'broken.key');
    await writeFile(theirs, key);
    await writeFile(broken, key.slice(0, 200));
    await expect(read()).rejects.toThrow(`There is no upload key of ${appid}`);
    await expect(read(join(root, 'none.key'))).rejects.toThrow(
      "none.key can't be read: there is no such file",
    );
    await expect(read(root)).rejects.toThrow("can't be read: it is a folder");
    await expect(read(theirs)).rejects.toThrow(`by its name the key of ${other}; the app id is ${appid}`);
    for (const text of [key.slice(0, 200), 'sk-another-kind-of-secret', key.replace(/RSA /g, 'EC ')]) {
      const error: Error = await read(undefined, text).catch((thrown) => thrown);
      expect(error.message).toMatch(/^The text in WECHAT_UPLOAD_KEY is no RSA private key/);
      expect(`${error.stack}${error.cause}`).not.toContain(text.slice(40, 80) || text);
    }
    await expect(read(broken)).rejects.toThrow('broken.key is no RSA private key');
  });

  test('by its usual name is nothing that git takes', () => {
    const path = `private.${appid}.key`;
    expect(execFileSync('git', ['check-ignore', path], { cwd: __dirname, encoding: 'utf8' })).toContain(path);
  });
});

test('addresses that a phone elsewhere finds nothing at', () => {
  const of = (endpoint: string | undefined, url: string) =>
    localAddresses({
      bucket: 'b-1250000000',
      region: 'ap-guangzhou',
      addressing: 'path-style',
      ...(endpoint !== undefined && { endpoint }),
      credentials: { url },
    }).map(({ setting, reach }) => `${setting}: ${reach}`);
  expect(of('http://127.0.0.1:7301', 'http://localhost:7302/cos-credentials')).toEqual([
    'endpoint: computer',
    'credentials.url: computer',
  ]);
  expect(of('http://[::1]:7301', 'http://192.168.1.5:7302/k')).toEqual([
    'endpoint: computer',
    'credentials.url: network',
  ]);
  expect(of('http://172.16.0.1', 'https://keys.example.com')).toEqual(['endpoint: network']);
  expect(of(undefined, 'https://172.32.0.1/keys')).toEqual([]);
  expect(of('https://127.example.com', 'https://10.example.com/keys')).toEqual([]);
});

test('nothing is sent of a configuration that points to this computer', async () => {
  const cos = join(root, 'miniprogram/cos');
  await mkdir(cos, { recursive: true });
  await writeFile(join(root, 'project.config.json'), JSON.stringify({ appid }));
  await writeFile(join(root, 'given.key'), key);
  await writeFile(
    join(cos, 'config.ts'),
    `export const config = { bucket: 'examplebucket-1250000000', region: 'ap-guangzhou', addressing: 'path-style',
      endpoint: 'http://127.0.0.1:7301', credentials: { url: 'http://127.0.0.1:7302/cos-credentials' } };`,
  );
  const options = {
    appid: undefined,
    key: join(root, 'given.key'),
    desc: undefined,
    robot: undefined,
    anyway: false,
  };
  const send = (change: object = {}) =>
    sendToWeChat(root, { ...options, ...change }, { kind: 'upload', version: '1.2.0' });
  const error: Error = await send().catch((thrown) => thrown);
  expect(error.message).toMatch(
    /points to this computer.*endpoint: 'http:\/\/127.*npm run configure.*--anyway/s,
  );
  await expect(send({ robot: '31' })).rejects.toThrow('--robot 31 is no robot');
});

test('of a project its Mini Program is taken, and nothing that lies beside or was dropped into it', async () => {
  const files = [
    'miniprogram/app.json',
    'miniprogram/cos/config.ts',
    'miniprogram/cos/miniprogram_npm/sdk/index.js',
  ];
  const kept = [
    'miniprogram/private.wx1.key',
    'miniprogram/cos/.env.local',
    '.local/cos/photo',
    'dev/start.ts',
    '.env',
  ];
  for (const file of [...files, ...kept]) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), 'text');
  }
  const staged = join(root, 'staged');
  await stageProject(root, { appid, miniprogramRoot: 'miniprogram/' }, staged);
  const entries = await readdir(staged, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(found.sort()).toEqual([...files, 'project.config.json'].map((file) => join(staged, file)).sort());
});

/** WeChat's words as people met them, and those of Node and of the proxy. */
test.each([
  [
    'Error: Error: {"errCode":-10008,"errMsg":"invalid ip: 220.165.3.4, reference: https://…"}',
    'as 220.165.3.4, which is not on',
  ],
  ['Error: Error: {"errCode":-10008,"errMsg":"invalid ip: 2408:820c:9a40::e6a"}', 'as 2408:820c:9a40::e6a'],
  [
    'Error: Error: {"errCode":-1,"errMsg":"get new ticket fail: innerCode: -80011"}',
    'does not take this upload key',
  ],
  [
    'Error: errCode: 40013; errMsg: invalid appid',
    'knows no Mini Program with the app id wx0123456789abcdef',
  ],
  [
    'Error: {"errCode":80051,"errMsg":"main package source size 2129KB exceed max limit 2MB"}',
    'larger than WeChat takes',
  ],
  [
    'Error: {"errCode":80058,"errMsg":"preloadRule [pages/a] source size 2520KB exceed max limit 2MB"}',
    'preloads on one page',
  ],
  ['Error: getaddrinfo ENOTFOUND servicewechat.com', 'There is no way to servicewechat.com'],
  ['Error: tunneling socket could not be established, statusCode=407', 'with status 407'],
  [
    'Error: tunneling socket could not be established, cause=connect ECONNREFUSED 10.0.0.1:3128',
    'proxy that HTTPS_PROXY',
  ],
  ['Error: self-signed certificate in certificate chain', 'a certificate that Node does not trust'],
  ['SyntaxError: Unexpected token \'<\', "<html>" is not valid JSON', 'was not WeChat'],
  ['Error: {"errCode":-1,"errMsg":"system error"}', 'busy'],
  ['Error: {"errCode":-80999,"errMsg":"something new"}', 'refuses with code -80999'],
])('%s is explained', (reason, happened) => {
  expect(explainRefusal(reason, appid)?.happened).toContain(happened);
});

test("what is none of WeChat's servers is the compiler's", () => {
  expect(
    explainRefusal('app.json: pages/none could not find the corresponding .wxml file', appid),
  ).toBeUndefined();
});
