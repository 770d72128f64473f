import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { takeFrame } from '../../dev/cos-server/images/takeFrame';
import { fewOf } from '../support/isWide';
import { send, sendRaw, wirePath } from './support/send';
import { sign } from './support/sign';
import { bucket, region, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, temporaryKey } from './support/temporaryKey';

/**
 * Stands in for ffmpeg: notes what it was given and answers a picture. At 77 s it never ends, at 88 s there is no frame, and
 * 99 s is no video.
 */
const fake = (picture: string, notes: string) => `#!${process.execPath}
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
const after = (name) => words[words.indexOf(name) + 1];
const files = after('-i').replace('concat:', '').split('|').map((name) => readFileSync(name));
const md5 = createHash('md5').update(Buffer.concat(files)).digest('hex');
writeFileSync(${JSON.stringify(notes)}, JSON.stringify({ words, md5, pid: process.pid }));
const at = after('-ss');
if (at === '77') setInterval(() => undefined, 1000);
else if (at === '99') { console.error('Invalid data found when processing input'); process.exit(1); }
else if (at !== '88') process.stdout.write(readFileSync(${JSON.stringify(picture)}));
`;

let server: TestServer;
let folder: string;
let notes: string;
let picture: Buffer;
const { PATH } = process.env;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
  notes = join(folder, 'notes.json');
  const stored = join(folder, 'frame.jpg');
  picture = await sharp({ create: { width: 32, height: 18, channels: 3, background: '#07c160' } })
    .jpeg()
    .toBuffer();
  await writeFile(stored, picture);
  await writeFile(join(folder, 'ffmpeg'), fake(stored, notes));
  await chmod(join(folder, 'ffmpeg'), 0o755);
  server = await startTestServer();
  await send(server, rootKey, { method: 'PUT', path: '/v/a.mp4', body: 'a video' });
});
beforeEach(async () => {
  process.env.PATH = folder;
  await rm(notes, { force: true });
});
afterAll(async () => {
  process.env.PATH = PATH;
  await server.remove();
  await rm(folder, { recursive: true });
});

const snapshot = (query: Record<string, string>, { key = rootKey, path = '/v/a.mp4', method = 'GET' } = {}) =>
  send(server, key, { method, path, query: { 'ci-process': 'snapshot', ...query } });

interface Noted {
  words: string[];
  md5: string;
  pid: number;
}

const noted = async (): Promise<Noted> => JSON.parse(await readFile(notes, 'utf8'));
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries === 200) throw new Error('It did not come to hold within 4 s.');
    await delay(20);
  }
}

test('the frame that ffmpeg takes is the answer', async () => {
  const answer = await snapshot({ time: '1.5' });
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } });
  expect(answer.body).toEqual(picture);
  expect(server.requests().at(-1)).toMatchObject({ operation: 'GenerateSnapshot', key: 'v/a.mp4' });
  const { words, md5 } = await noted();
  expect(md5).toBe(createHash('md5').update('a video').digest('hex'));
  expect(words).toEqual(expect.arrayContaining(['-ss', '1.5', '-c:v', 'mjpeg']));
  for (const name of ['-vf', '-noautorotate', '-noaccurate_seek']) expect(words).not.toContain(name);
});

test('a video of several parts is read in their order', async () => {
  const query = { uploads: '' };
  const begun = await send(server, rootKey, { method: 'POST', path: '/v/parts.mp4', query, body: '' });
  const [, uploadId = ''] = /<UploadId>(.*)<\/UploadId>/.exec(begun.text) ?? [];
  const bodies = [Buffer.alloc(1024 * 1024, 'a'), Buffer.from('the rest')];
  const parts: string[] = [];
  for (const [index, body] of bodies.entries()) {
    const part = { partNumber: String(index + 1), uploadId };
    const put = await send(server, rootKey, { method: 'PUT', path: '/v/parts.mp4', query: part, body });
    parts.push(`<Part><PartNumber>${index + 1}</PartNumber><ETag>${put.headers.etag}</ETag></Part>`);
  }
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  await send(server, rootKey, { method: 'POST', path: '/v/parts.mp4', query: { uploadId }, body });
  expect((await snapshot({ time: '0' }, { path: '/v/parts.mp4' })).status).toBe(200);
  expect((await noted()).md5).toBe(createHash('md5').update(Buffer.concat(bodies)).digest('hex'));
});

const sizes: [query: Record<string, string>, words: string[]][] = [
  [{ width: '320' }, ['-vf', 'scale=320:-1']],
  [{ height: '90', width: '0' }, ['-vf', 'scale=-1:90']],
  [{ width: '64', height: '64' }, ['-vf', 'scale=64:64']],
  [{ format: 'png' }, ['-c:v', 'png']],
  [{ rotate: 'off' }, ['-noautorotate']],
  [{ mode: 'keyframe' }, ['-noaccurate_seek']],
];

test.each(fewOf(sizes, ([query]) => 'format' in query || 'width' in query))(
  '%j becomes %j',
  async (query, words) => {
    const answer = await snapshot({ time: '1', ...query });
    expect(answer.headers['content-type']).toBe('format' in query ? 'image/png' : 'image/jpeg');
    expect((await noted()).words.join(' ')).toContain(words.join(' '));
  },
);

test.each([
  {},
  { time: '' },
  { time: '-1' },
  { time: '1;id' },
  { time: '1e3' },
  { time: '1', width: '4097' },
  { time: '1', width: '$(id)' },
  { time: '1', height: '-2' },
  { time: '1', format: 'gif' },
  { time: '1', format: 'png -f null' },
  { time: '1', rotate: '90' },
  { time: '1', mode: 'fast' },
])('%j is refused, and nothing is started', async (query) => {
  expect(await snapshot(query)).toMatchObject({ status: 400, code: 'InvalidArgument' });
  await expect(noted()).rejects.toThrow('ENOENT');
});

test('what has no frame there, and what is no video, is refused with the reason in the log', async () => {
  expect(await snapshot({ time: '88' })).toMatchObject({ status: 400, code: 'InvalidArgument' });
  expect(server.requests().at(-1)?.reason).toContain('88 s');
  expect(await snapshot({ time: '99' })).toMatchObject({ status: 400, code: 'InvalidArgument' });
  expect(server.requests().at(-1)?.reason).toContain('Invalid data found');
  expect(await snapshot({ time: '1' }, { path: '/v/none.mp4' })).toMatchObject({ code: 'NoSuchKey' });
});

test('501 with the reason where the machine has no ffmpeg', async () => {
  process.env.PATH = join(folder, 'nothing');
  const answer = await snapshot({ time: '1' });
  expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  expect(answer.text).toMatch(/<Message>[^<]*no ffmpeg[^<]*<\/Message>/);
});

test('501 to HEAD, to image operations beside it, and to every other ci-process', async () => {
  expect((await snapshot({ time: '1' }, { method: 'HEAD' })).status).toBe(501);
  expect((await snapshot({ time: '1', 'imageMogr2/thumbnail/9x': '' })).code).toBe('NotImplemented');
  expect((await snapshot({ 'ci-process': 'videoinfo' })).code).toBe('NotImplemented');
  await expect(noted()).rejects.toThrow('ENOENT');
});

describe('a policy', () => {
  const ofCi = `qcs::ci:${region}:uid/1250000000:bucket/${bucket}/v/*`;

  const statements: [action: string, resource: string, status: number][] = [
    ['ci:GenerateSnapshot', ofCi, 200],
    ['name/ci:GenerateSnapshot', ofCi, 200],
    ['ci:*', ofCi, 200],
    ['ci:GenerateSnapshot', '*', 200],
    ['*', '*', 200],
    ['ci:GenerateSnapshot', `qcs::ci::uid/1250000000:bucket/${bucket}/v/a.mp4`, 200],
    ['ci:GenerateSnapshot', `qcs::ci:${region}:uid/1250000000:bucket/${bucket}/w/*`, 403],
    ['ci:GenerateSnapshot', below('v/'), 403],
    ['cos:GenerateSnapshot', ofCi, 403],
    ['ci:DescribeMediaJob', ofCi, 403],
    ['cos:*', '*', 403],
    ['name/cos:GetObject', below('v/'), 403],
  ];

  // What is allowed starts a program.
  test.each(
    fewOf(
      statements,
      ([action, resource, status]) => status === 403 || (action === 'ci:*' && resource === ofCi),
    ),
  )('with %s on %s: %d', async (action, resource, status) => {
    const key = temporaryKey([{ effect: 'allow', action, resource }]);
    const answer = await snapshot({ time: '1' }, { key });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.code).toBe('AccessDenied');
  });

  test('for videos opens nothing else', async () => {
    const key = temporaryKey([{ effect: 'allow', action: 'ci:*', resource: '*' }]);
    expect((await send(server, key, { path: '/v/a.mp4' })).code).toBe('AccessDenied');
    const ofObjects = temporaryKey([{ effect: 'allow', action: 'cos:GetObject', resource: ofCi }]);
    expect((await send(server, ofObjects, { path: '/v/a.mp4' })).code).toBe('AccessDenied');
  });

  test('is not asked for what everybody may read', async () => {
    const headers = { 'x-cos-acl': 'public-read' };
    await send(server, rootKey, { method: 'PUT', path: '/v/public.mp4', headers, body: 'x' });
    expect((await sendRaw(server, { path: '/v/public.mp4?ci-process=snapshot&time=1' })).status).toBe(200);
    expect((await sendRaw(server, { path: '/v/a.mp4?ci-process=snapshot&time=1' })).status).toBe(403);
  });
});

test('ffmpeg is killed when the client leaves', async () => {
  const query = { 'ci-process': 'snapshot', time: '77' };
  const authorization = sign(rootKey, { method: 'GET', path: '/v/a.mp4', query });
  const path = wirePath('/v/a.mp4', query);
  const outgoing = request({ host: '127.0.0.1', port: server.port, path, headers: { authorization } });
  outgoing.on('error', () => undefined);
  outgoing.end();
  await until(() => noted().then(Boolean, () => false));
  const { pid } = await noted();
  expect(isRunning(pid)).toBe(true);
  outgoing.destroy();
  await until(() => !isRunning(pid));
  await until(() => server.requests().at(-1)?.operation === 'GenerateSnapshot');
});

test('ffmpeg is killed when it takes too long', async () => {
  await writeFile(join(folder, 'video'), 'x');
  const wish = { seconds: 77, width: 0, height: 0, format: 'jpg', turned: true, exact: true } as const;
  // A slow machine needs its time to start the stand-in.
  const taken = takeFrame({ folder, files: ['video'] }, wish, {
    gone: new AbortController().signal,
    limitMs: 2500,
  });
  await expect(taken).rejects.toMatchObject({
    code: 'InternalError',
    reason: expect.stringContaining('2500 ms'),
  });
  expect(isRunning((await noted()).pid)).toBe(false);
});
