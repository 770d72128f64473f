import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readCode } from '../../dev/phone/readCode';
import { terminalCode } from '../../dev/terminalCode';
import { typeScriptProgram } from '../support/typeScriptProgram';
import { certificate, type FakeWeChat, previewUrl, startFakeWeChat } from './support/startFakeWeChat';

/** The commands as they are run, with WeChat's own compiler, through a proxy that stands for servicewechat.com. */

jest.setTimeout(15 * 60_000);

const root = join(__dirname, '../..');
const appid = 'wx0123456789abcdef';
const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const own = keyPair();

let folder: string;
let wechat: FakeWeChat | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'send-'));
  await mkdir(join(folder, 'tmp'));
});
afterEach(async () => {
  await wechat?.close();
  await rm(folder, { recursive: true });
});

/** With all that it may write below `folder`, but what it prints. */
async function run(args: readonly string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [...typeScriptProgram, 'dev/phone/main.ts', ...args, '--anyway'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: join(folder, 'tmp'),
      NODE_EXTRA_CA_CERTS: certificate,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [status] = await once(child, 'close');
  return { status, printed };
}

test('a preview: the Mini Program alone is sent, and its code shown; the key goes nowhere', async () => {
  wechat = await startFakeWeChat({ publicKey: own.publicKey });
  const [keyFile, qr] = [join(folder, `private.${appid}.key`), join(folder, 'shown/code.png')];
  await writeFile(keyFile, own.privateKey);
  const page = ['--page', 'cos/pages/gallery/gallery', '--query', 'a=1&b=2'];
  const { status, printed } = await run(
    ['preview', '--appid', appid, '--key', keyFile, '--qr', qr, '--desc', 'a trial', '--robot', '7', ...page],
    { HTTPS_PROXY: wechat.proxy },
  );
  expect([status, printed]).toEqual([0, expect.stringContaining(terminalCode(previewUrl))]);
  expect(printed).toMatch(/main package +39\.1 kB/);
  expect((await sharp(qr).metadata()).format).toBe('png');
  expect(await readCode(await readFile(qr))).toBe(previewUrl);

  const last = wechat.came.at(-1);
  expect(last?.path).toBe('/wxa/ci/testSourceURL');
  expect(Object.fromEntries(last?.query ?? [])).toMatchObject({
    appid,
    robot: '7',
    desc: 'a trial',
    path: 'cos/pages/gallery/gallery?a=1&b=2',
  });
  const sent = wechat.sent();
  const strange = [...sent.keys()].filter(
    (name) =>
      !/^\/(cos|pages|@babel)\/|^\/(app|sitemap|theme|project\.config)\.(js|js\.map|json)$/.test(name),
  );
  expect(strange).toEqual(['/ci.signature']);
  expect(sent.has('/cos/miniprogram_npm/cos-wx-sdk-v5/index.js')).toBe(true);

  const secret = own.privateKey.split('\n')[5] ?? '';
  expect(secret).toHaveLength(64);
  for (const { body } of wechat.came) expect(body.includes(secret)).toBe(false);
  for (const [, content] of sent) expect(content.includes(secret)).toBe(false);
  expect(printed).not.toContain(secret.slice(0, 16));
  await rm(keyFile);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      expect(await readFile(join(entry.parentPath, entry.name), 'latin1')).not.toContain(secret);
  }
});

test('an upload with the key from the environment; a computer that is not on the allow-list is told its address', async () => {
  wechat = await startFakeWeChat({
    publicKey: own.publicKey,
    refusal: {
      errCode: -10008,
      errMsg:
        'invalid ip: 203.0.113.7, reference: https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html',
    },
  });
  const { status, printed } = await run(['upload', '--appid', appid, '--version', '1.2.0'], {
    WECHAT_UPLOAD_KEY: own.privateKey,
    HTTPS_PROXY: wechat.proxy.replace('://', '://somebody:pass-word@'),
  });
  expect(status).toBe(1);
  expect(printed).toContain(
    `npm run upload: the upload of ${appid} was not taken. WeChat sees this computer as 203.0.113.7, which is not on the IP allow-list`,
  );
  expect(wechat.came.at(-1)).toMatchObject({ path: '/wxa/ci/upload' });
  expect(wechat.came.at(-1)?.query.get('version')).toBe('1.2.0');
  expect(printed).not.toMatch(/pass-word|BEGIN/);
});

test('a key that WeChat does not know, and a proxy that is not there', async () => {
  wechat = await startFakeWeChat({ publicKey: own.publicKey });
  const upload = ['upload', '--appid', appid, '--version', '1.2.0'];
  const key = { WECHAT_UPLOAD_KEY: keyPair().privateKey };
  const [unknown, alone] = [
    await run(upload, { ...key, HTTPS_PROXY: wechat.proxy }),
    await run(upload, { ...key, HTTPS_PROXY: 'http://127.0.0.1:9' }),
  ];
  expect(unknown.printed).toContain(`WeChat does not take this upload key for ${appid}`);
  expect(alone.printed).toContain('The proxy that HTTPS_PROXY, HTTP_PROXY or npm names does not answer');
});
