import { formatEntry } from '../../dev/cos-server/log/formatEntry';
import type { RequestLogEntry } from '../../dev/cos-server/log/RequestLog';
import { send, sendRaw } from './support/send';
import { sign } from './support/sign';
import { processOptions, startProcess } from './support/startProcess';
import { bucket, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, temporaryKey } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.faults.reset());
afterAll(() => server.remove());

const last = (): RequestLogEntry => {
  const entry = server.requests().at(-1);
  if (!entry) throw new Error('There is no entry in the log.');
  return entry;
};

test('an entry tells when, who, what, how much and how long', async () => {
  const before = Date.now();
  const key = temporaryKey([{ effect: 'allow', action: 'name/cos:PutObject', resource: below('a/') }]);
  const answer = await send(server, key, { method: 'PUT', path: '/a/照片 1.jpg', body: 'four' });
  expect(last()).toEqual({
    at: expect.any(Number),
    requestId: answer.headers['x-cos-request-id'],
    caller: key.secretId,
    operation: 'PutObject',
    method: 'PUT',
    path: '/a/%E7%85%A7%E7%89%87%201.jpg',
    bucket,
    key: 'a/照片 1.jpg',
    status: 200,
    requestBytes: 4,
    responseBytes: 0,
    durationMs: expect.any(Number),
  });
  expect(last().at).toBeGreaterThanOrEqual(before);
  await send(server, rootKey, { path: '/a/照片 1.jpg' });
  expect(last()).toMatchObject({ operation: 'GetObject', requestBytes: 0, responseBytes: 4 });
});

test('the time is that of this machine, whatever clock the server was told to have', async () => {
  server.faults.change({ clockOffsetSeconds: -600 });
  await send(server, rootKey, { path: '/' });
  expect(Math.abs(last().at - Date.now())).toBeLessThan(5000);
});

describe('a 403 tells why, and what the server signed', () => {
  const signed = { stringToSign: expect.stringMatching(/^sha1\n\d+;\d+\n[0-9a-f]{40}\n$/) };
  const now = Math.floor(Date.now() / 1000);
  const denied = temporaryKey([{ effect: 'allow', action: 'name/cos:GetObject', resource: below('a/') }]);

  test.each([
    ['an action that the policy lacks', denied, {}, 'No statement of the policy allows PutObject on "b".'],
    [
      'an unknown credential',
      { secretId: 'AKIDnobody', secretKey: 'x' },
      {},
      'There is no credential AKIDnobody.',
    ],
    ['a wrong secret', { ...rootKey, secretKey: 'x' }, {}, 'The Signature you specified is invalid.'],
    ['a signature that is over', rootKey, { time: `${now - 900};${now - 1}` }, 'q-key-time ended'],
    ['a clock that is ahead', rootKey, { time: `${now + 1000};${now + 2000}` }, 'q-key-time begins'],
  ])('%s', async (_, key, time, reason) => {
    await send(server, key, { method: 'PUT', path: '/b', body: 'x', ...time });
    expect(last()).toMatchObject({
      status: 403,
      operation: 'PutObject',
      caller: key.secretId,
      reason: expect.stringContaining(reason),
      formatString: 'put\n/b\n\n\n',
      ...signed,
    });
  });

  test('no signature at all', async () => {
    await sendRaw(server, { path: '/b' });
    expect(last()).toMatchObject({
      caller: 'anonymous',
      reason: expect.stringContaining('has no signature'),
    });
    expect(last().stringToSign).toBeUndefined();
  });
});

test('what is refused before anybody looks at the signature says who it claims to be from', async () => {
  await send(server, rootKey, { path: '/a', query: { tagging: '' } });
  expect(last()).toMatchObject({ operation: 'unknown', status: 501, caller: rootKey.secretId });
  const link = sign(rootKey, { method: 'GET', path: '/other-1250000000/a' });
  await sendRaw(server, { path: `/other-1250000000/a?${link}` });
  expect(last()).toMatchObject({ status: 404, caller: rootKey.secretId });
});

describe('a line', () => {
  const entry: RequestLogEntry = {
    at: Date.parse('2026-01-02T03:04:05.678Z'),
    requestId: 'id',
    caller: 'AKIDexample',
    operation: 'PutObject',
    method: 'PUT',
    path: '/a/%E7%85%A7%E7%89%87%201.jpg',
    bucket,
    key: 'a\nb\u001b[31m',
    status: 200,
    requestBytes: 10,
    responseBytes: 0,
    durationMs: 3.4,
  };

  test('has everything, and no key can break it', () => {
    expect(formatEntry(entry)).toBe(
      `2026-01-02T03:04:05.678Z  200  PutObject                ${bucket}/a\\nb\\u001b[31m  in 10 B  out 0 B  3 ms  AKIDexample`,
    );
  });

  test('has the reason of a refusal and what was signed below it', () => {
    const refused = {
      ...entry,
      key: 'a',
      status: 403,
      reason: 'Because.',
      stringToSign: 'sha1\n1;2\nab\n',
      formatString: 'put\n',
    };
    expect(formatEntry(refused).split('\n').slice(1)).toEqual([
      '    Because.',
      '    the server signed "sha1\\n1;2\\nab\\n"',
      '    with the SHA-1 of "put\\n"',
    ]);
  });
});

test('npm run cos -- --log prints a line for each request', async () => {
  const other = await startTestServer();
  await other.close();
  const child = await startProcess(processOptions(other.dataDir), ['--log']);
  const printed = new Promise<void>((resolve) => {
    child.child.stdout?.on('data', () => {
      if (child.output().includes('no signature')) resolve();
    });
  });
  await sendRaw({ port: child.port ?? 0 }, { path: '/a' });
  await printed;
  expect(child.output()).toMatch(
    /Z {2}403 {2}GetObject +examplebucket-1250000000\/a {2}in 0 B .* anonymous\n {4}The request has no signature/,
  );
  await child.end('SIGTERM');
  await other.remove();
});
