import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { FaultSwitches } from '../../dev/cos-server/faults/FaultSwitches';
import type { RequestLogEntry } from '../../dev/cos-server/log/RequestLog';
import { type SignedRequest, send, sendRaw } from './support/send';
import { sign } from './support/sign';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { keyFor } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.faults.reset());
afterAll(() => server.remove());

const ask = (request: SignedRequest) => send(server, rootKey, request);
const put = (path: string, body: string | Buffer = 'x') => ask({ method: 'PUT', path, body });
const statusOf = async (request: SignedRequest) => (await ask(request)).status;

/** How long a request took, ms. */
async function timed(request: SignedRequest): Promise<number> {
  const began = performance.now();
  await ask(request);
  return performance.now() - began;
}

/** As much of an object as comes. */
async function fetchPart(path: string) {
  const headers = { authorization: sign(rootKey, { method: 'GET', path }) };
  const outgoing = request({ host: '127.0.0.1', port: server.port, path, headers }).end();
  const [incoming] = await once(outgoing, 'response');
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A connection that breaks off is what is asked for.
  incoming.on('error', () => undefined);
  await new Promise((resolve) => incoming.once('close', resolve));
  const received = Buffer.concat(chunks);
  return { announced: incoming.headers['content-length'], received, whole: incoming.complete };
}

const lastEntry = (): RequestLogEntry | undefined => server.requests().at(-1);

/** The entry of the next request; a cut connection says nothing of when the server is done with it. */
async function nextEntry(): Promise<RequestLogEntry> {
  return new Promise((resolve) => {
    const stop = server.onRequest((entry) => {
      stop();
      resolve(entry);
    });
  });
}

describe('a server that was told nothing', () => {
  test('has no faults', () => {
    expect(server.faults.current).toEqual({
      latencyMs: 0,
      uploadBytesPerSecond: null,
      downloadBytesPerSecond: null,
      failures: [],
      clockOffsetSeconds: 0,
      revokedKeys: [],
      deniedActions: [],
      bucketGone: false,
    });
    expect(server.faultsUrl).toBeUndefined();
  });
});

describe('latency', () => {
  test('is before each answer, and in the log', async () => {
    server.faults.change({ latencyMs: 120 });
    expect(await timed({ path: '/none' })).toBeGreaterThanOrEqual(118);
    expect(lastEntry()?.durationMs).toBeGreaterThanOrEqual(118);
  });

  test('keeps no server from closing', async () => {
    const other = await startTestServer();
    other.faults.change({ latencyMs: 60_000 });
    const client = connect(other.port, '127.0.0.1');
    client.on('error', () => undefined);
    await once(client, 'connect');
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const closed = new Promise((resolve) => client.once('close', resolve));
    const began = performance.now();
    await other.remove();
    await closed;
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('bandwidth', () => {
  const bytes = randomBytes(60_000);

  test('of uploads', async () => {
    server.faults.change({ uploadBytesPerSecond: 200_000 });
    const took = await timed({ method: 'PUT', path: '/up', body: bytes });
    expect(took).toBeGreaterThan(250);
    expect(took).toBeLessThan(1500);
    // At the rate of uploads it would take 3 s.
    server.faults.change({ uploadBytesPerSecond: 20_000 });
    expect(await timed({ path: '/up' })).toBeLessThan(1500);
  });

  test('of downloads, which several share', async () => {
    await put('/down', bytes);
    server.faults.change({ downloadBytesPerSecond: 400_000 });
    const began = performance.now();
    const answers = await Promise.all([ask({ path: '/down' }), ask({ path: '/down' })]);
    expect(performance.now() - began).toBeGreaterThan(250);
    for (const { body } of answers) expect(body.equals(bytes)).toBe(true);
    // At the rate of downloads it would take 3 s.
    server.faults.change({ downloadBytesPerSecond: 20_000 });
    expect(await timed({ method: 'PUT', path: '/up', body: bytes })).toBeLessThan(1500);
  });

  test('of lists, too', async () => {
    server.faults.change({ downloadBytesPerSecond: 2000 });
    const answer = await ask({ path: '/' });
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.text).toContain('</ListBucketResult>');
  });

  test('takes effect while a download runs', async () => {
    await put('/down', bytes);
    server.faults.change({ downloadBytesPerSecond: 50_000 });
    const download = timed({ path: '/down' });
    setTimeout(() => server.faults.reset(), 100);
    expect(await download).toBeLessThan(900);
  });
});

describe('failures', () => {
  test('a share of all requests, spread evenly', async () => {
    server.faults.change({ failures: [{ kind: 'status', status: 503, code: 'SlowDown', share: 0.25 }] });
    const statuses: number[] = [];
    for (let count = 0; count < 8; count++) statuses.push(await statusOf({ method: 'HEAD', path: '/' }));
    expect(statuses).toEqual([200, 200, 200, 503, 200, 200, 200, 503]);
  });

  test.each([0.29, 0.1, 0.7, 1 / 3])('a share of %d is exact in the long run', (share) => {
    const faults = new FaultSwitches();
    faults.change({ failures: [{ kind: 'status', status: 500, code: 'InternalError', share }] });
    const fails = Array.from({ length: 300 }, () => faults.nextFailure('GetObject'));
    expect(fails.filter((rule) => rule !== undefined)).toHaveLength(Math.round(300 * share));
  });

  test('of one operation, with a status, a code and a message', async () => {
    const failure = {
      kind: 'status',
      status: 418,
      code: 'Teapot',
      message: 'I am a <teapot>.',
      share: 1,
    } as const;
    server.faults.change({ failures: [{ ...failure, operation: 'GetObject' }] });
    expect((await put('/a')).status).toBe(200);
    const { status, code, text } = await ask({ path: '/a' });
    expect([status, code]).toEqual([418, 'Teapot']);
    expect(text).toContain('<Message>I am a &lt;teapot&gt;.</Message><Resource>/a</Resource>');
    expect(lastEntry()).toMatchObject({
      operation: 'GetObject',
      caller: rootKey.secretId,
      key: 'a',
      status: 418,
      reason: 'The server was told to fail with 418 Teapot.',
    });
  });

  test('a code that COS has keeps its message', async () => {
    server.faults.change({ failures: [{ kind: 'status', status: 403, code: 'AccessDenied', share: 1 }] });
    expect((await ask({ path: '/a' })).text).toContain('<Message>Access Denied.</Message>');
  });

  test('does nothing of what was asked', async () => {
    await put('/kept', 'before');
    server.faults.change({ failures: [{ kind: 'status', status: 500, code: 'InternalError', share: 1 }] });
    expect((await put('/kept', randomBytes(300_000))).status).toBe(500);
    expect(await statusOf({ method: 'DELETE', path: '/kept' })).toBe(500);
    server.faults.reset();
    expect((await ask({ path: '/kept' })).text).toBe('before');
  });

  test('so many times and no more', async () => {
    const rule = { kind: 'status', status: 503, code: 'SlowDown', share: 1, times: 2 } as const;
    const changes: number[] = [];
    const stop = server.faults.onChange(({ failures }) => changes.push(failures.length));
    server.faults.change({ failures: [rule] });
    expect([
      await statusOf({ path: '/' }),
      await statusOf({ path: '/' }),
      await statusOf({ path: '/' }),
    ]).toEqual([503, 503, 200]);
    expect(server.faults.current.failures).toEqual([]);
    stop();
    expect(changes).toEqual([1, 0]);
  });

  test('the question of a browser fails only when it is named', async () => {
    const preflight = () =>
      sendRaw(server, {
        method: 'OPTIONS',
        path: '/a',
        headers: { origin: 'https://example.com', 'access-control-request-method': 'PUT' },
      });
    const rule = { kind: 'status', status: 500, code: 'InternalError', share: 1 } as const;
    server.faults.change({ failures: [rule] });
    expect((await preflight()).status).toBe(200);
    server.faults.change({ failures: [{ ...rule, operation: 'OptionsObject' }] });
    expect((await preflight()).status).toBe(500);
  });
});

describe('cut connections', () => {
  const bytes = randomBytes(400_000);
  const broken = { code: expect.stringMatching(/ECONNRESET|EPIPE/) };

  test('in the middle of an upload, of which nothing is kept', async () => {
    server.faults.change({ failures: [{ kind: 'cut-request', afterBytes: 100_000, share: 1 }] });
    const entry = nextEntry();
    await expect(put('/cut', bytes)).rejects.toMatchObject(broken);
    expect(await entry).toMatchObject({
      operation: 'PutObject',
      requestBytes: 100_000,
      reason: expect.stringContaining('the server was told to cut the connection after 100000 bytes'),
    });
    // What is shorter passes.
    expect((await put('/short', 'x')).status).toBe(200);
    server.faults.reset();
    expect((await ask({ path: '/cut' })).status).toBe(404);
  });

  test('before anything is done', async () => {
    await put('/kept');
    server.faults.change({ failures: [{ kind: 'cut-request', afterBytes: 0, share: 1 }] });
    await expect(ask({ method: 'DELETE', path: '/kept' })).rejects.toMatchObject(broken);
    server.faults.reset();
    expect((await ask({ path: '/kept' })).status).toBe(200);
  });

  test('after everything was done, without an answer', async () => {
    const rule = { kind: 'cut-response', afterBytes: 0, share: 1, operation: 'PutObject' } as const;
    server.faults.change({ failures: [rule] });
    await expect(put('/stored', bytes)).rejects.toMatchObject(broken);
    expect(lastEntry()).toMatchObject({ status: 200, requestBytes: bytes.length, responseBytes: 0 });
    expect((await ask({ path: '/stored' })).body.equals(bytes)).toBe(true);
  });

  test('in the middle of a download', async () => {
    await put('/whole', bytes);
    server.faults.change({ failures: [{ kind: 'cut-response', afterBytes: 70_000, share: 1 }] });
    const answer = await fetchPart('/whole');
    expect(answer).toEqual({
      announced: String(bytes.length),
      received: bytes.subarray(0, 70_000),
      whole: false,
    });
    expect(lastEntry()).toMatchObject({ status: 200, responseBytes: 70_000 });
  });

  test('in the middle of a list', async () => {
    server.faults.change({ failures: [{ kind: 'cut-response', afterBytes: 20, share: 1 }] });
    const { received, whole } = await fetchPart('/');
    expect([received.length, whole]).toEqual([20, false]);
  });
});

describe('the clock', () => {
  test('is in the Date, and decides about signatures', async () => {
    server.faults.change({ clockOffsetSeconds: 7200 });
    const late = await ask({ path: '/' });
    expect(late).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(late.text).toContain('<Message>Request has expired</Message>');
    const ahead = Date.parse(late.headers.date ?? '') - Date.now();
    expect(Math.abs(ahead - 7_200_000)).toBeLessThan(3000);

    server.faults.change({ clockOffsetSeconds: -7200 });
    expect(await ask({ path: '/' })).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
  });
});

describe('keys', () => {
  test('those that were used are revoked, new ones are not', async () => {
    const [used, other] = [keyFor('a/'), keyFor('a/')];
    const get = (key: typeof used) => send(server, key, { path: '/a/1' });
    expect((await get(used)).status).toBe(404);
    server.faults.revokeUsedKeys();
    expect(await get(used)).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
    expect(lastEntry()).toMatchObject({
      reason: `The credential ${used.secretId} is revoked.`,
      stringToSign: expect.stringMatching(/^sha1\n/),
    });
    expect((await get(other)).status).toBe(404);
    expect((await ask({ path: '/a/1' })).status).toBe(404);
    server.faults.reset();
    expect((await get(used)).status).toBe(404);
  });

  test('any by its id, the permanent one too', async () => {
    server.faults.change({ revokedKeys: [rootKey.secretId] });
    expect((await ask({ path: '/' })).code).toBe('InvalidAccessKeyId');
  });
});

describe('permissions and the bucket', () => {
  test('an action is denied whoever asks', async () => {
    server.faults.change({ deniedActions: ['PutObject'] });
    expect(await put('/a')).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(lastEntry()?.reason).toBe('The server was told to deny PutObject.');
    const copy = { 'x-cos-copy-source': 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/a' };
    expect((await ask({ method: 'PUT', path: '/b', headers: copy })).status).toBe(403);
    expect((await ask({ path: '/' })).status).toBe(200);
  });

  test('the bucket is gone, and is there again', async () => {
    await put('/a');
    server.faults.change({ bucketGone: true });
    expect(await ask({ path: '/a' })).toMatchObject({ status: 404, code: 'NoSuchBucket' });
    expect((await ask({ path: '/' })).code).toBe('NoSuchBucket');
    server.faults.change({ bucketGone: false });
    expect((await ask({ path: '/a' })).status).toBe(200);
  });
});

test.each([
  [{ failures: [{ kind: 'status', status: 503, code: 'SlowDown', share: 7 }] }, 'failures[0].share'],
  [{ latencyMs: Number.NaN }, 'latencyMs'],
])('a test that is wrong is told so: %j', (change, field) => {
  const before = server.faults.current;
  expect(() => server.faults.change(change as never)).toThrow(field);
  expect(server.faults.current).toBe(before);
});

describe('a client that left a slow upload', () => {
  const leave = async (path: string): Promise<void> => {
    server.faults.change({ uploadBytesPerSecond: 2000 });
    const authorization = sign(rootKey, { method: 'PUT', path });
    const headers = { authorization, 'content-length': '1000000' };
    const outgoing = request({ host: '127.0.0.1', port: server.port, method: 'PUT', path, headers });
    outgoing.on('error', () => undefined);
    outgoing.write(Buffer.alloc(64 * 1024));
    // Until the server reads it.
    await new Promise((resolve) => setTimeout(resolve, 300));
    outgoing.destroy();
  };

  test('is noticed at once, not when all that it sent has passed the line', async () => {
    const entry = nextEntry();
    await leave('/left');
    const began = performance.now();
    expect((await entry).reason).toContain('connection ended');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('does not hold up close()', async () => {
    const own = await startTestServer();
    const shared = server;
    server = own;
    try {
      await leave('/left');
    } finally {
      server = shared;
    }
    const began = performance.now();
    await own.remove();
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
