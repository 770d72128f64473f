import { noFaults } from '../../dev/cos-server/faults/Faults';
import { ask as askAt } from '../support/ask';
import { send } from './support/send';
import { processOptions, startProcess } from './support/startProcess';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { keyFor } from './support/temporaryKey';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startTestServer({ faultsPort: 0 });
  url = server.faultsUrl ?? '';
});
afterEach(() => server.faults.reset());
afterAll(() => server.remove());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

async function ask(
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
  path = '',
): Promise<Answer> {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const { text, ...answer } = await askAt(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(json !== undefined && { body: json }),
  });
  return { ...answer, body: JSON.parse(text || 'null') };
}

describe('the API of the faults', () => {
  test('tells how the server behaves', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/faults$/);
    expect(await ask('GET')).toMatchObject({ status: 200, body: noFaults });
  });

  test('PATCH changes what is named, PUT everything, DELETE takes all back', async () => {
    const failures = [
      { kind: 'status', status: 503, code: 'SlowDown', share: 0.5, operation: 'UploadPart', times: 3 },
    ];
    expect((await ask('PATCH', { latencyMs: 5, failures })).body).toEqual({
      ...noFaults,
      latencyMs: 5,
      failures,
    });
    expect((await ask('PATCH', { bucketGone: true })).body).toMatchObject({
      latencyMs: 5,
      failures,
      bucketGone: true,
    });
    expect((await send(server, rootKey, { path: '/a' })).code).toBe('NoSuchBucket');
    const put = await ask('PUT', { clockOffsetSeconds: -3.5, deniedActions: ['GetBucket'] });
    expect(put.body).toEqual({ ...noFaults, clockOffsetSeconds: -3.5, deniedActions: ['GetBucket'] });
    expect(server.faults.current).toEqual(put.body);
    expect((await ask('DELETE')).body).toEqual(noFaults);
    expect((await send(server, rootKey, { path: '/' })).status).toBe(200);
  });

  test('revokes the keys that were used', async () => {
    const key = keyFor('a/');
    await send(server, key, { path: '/a/1' });
    const { body } = await ask('POST', undefined, {}, '/revoke-used-keys');
    expect(body.revokedKeys).toEqual([key.secretId]);
    expect((await send(server, key, { path: '/a/1' })).code).toBe('InvalidAccessKeyId');
  });

  const rule = { kind: 'status', status: 503, code: 'SlowDown', share: 1 };
  test.each([
    [[], '', 'The body is []; it must be an object.'],
    ['{"latencyMs":', '', 'The body is no JSON: '],
    [{ latency: 5 }, 'latency', 'latency is unknown; the fields here are latencyMs, uploadBytesPerSecond'],
    [{ latencyMs: '5' }, 'latencyMs', 'latencyMs is "5"; it must be a number from 0 to 60000'],
    [{ latencyMs: -1 }, 'latencyMs', 'is -1'],
    [{ uploadBytesPerSecond: 0 }, 'uploadBytesPerSecond', 'is 0; it must be a whole number from 1'],
    [{ bucketGone: 'yes' }, 'bucketGone', 'is "yes"; it must be true or false'],
    [{ revokedKeys: 'all' }, 'revokedKeys', 'is "all"; it must be a list of at most 1000 entries'],
    [{ revokedKeys: ['a', ''] }, 'revokedKeys[1]', 'is ""; it must be a SecretId'],
    [{ deniedActions: ['GetService'] }, 'deniedActions[0]', 'is "GetService"; it must be one of GetObject'],
    [
      { failures: [rule, { ...rule, share: 1.5 }] },
      'failures[1].share',
      'is 1.5; it must be a number from 0 to 1',
    ],
    [{ failures: [{ ...rule, kind: 'explode' }] }, 'failures[0].kind', 'must be one of status, cut-request'],
    [
      { failures: [{ ...rule, afterBytes: 3 }] },
      'failures[0].afterBytes',
      'is unknown; the fields here are kind',
    ],
    [{ failures: [{ kind: 'cut-request', share: 1 }] }, 'failures[0].afterBytes', 'is missing; it must be'],
    [
      { failures: [{ ...rule, status: 302 }] },
      'failures[0].status',
      'is 302; it must be a whole number from 400',
    ],
    [{ failures: [{ ...rule, operation: 'Get' }] }, 'failures[0].operation', 'is "Get"; it must be one of'],
    [{ failures: [null] }, 'failures[0]', 'is null; it must be an object'],
    [undefined, '', 'The body is missing; it must be an object.'],
    [
      { failures: [{ kind: 'status', share: 1 }] },
      'failures[0].status',
      'is missing; it must be a whole number',
    ],
    [
      { failures: [{ ...rule, times: 1.5 }] },
      'failures[0].times',
      'is 1.5; it must be a whole number from 1',
    ],
    [{ latencyMs: null }, 'latencyMs', 'is null; it must be a number from 0 to 60000'],
    ['{"__proto__": 1}', '__proto__', 'is unknown; the fields here are latencyMs'],
  ])('refuses %j and names the field', async (body, field, message) => {
    server.faults.change({ latencyMs: 1 });
    for (const method of ['PUT', 'PATCH']) {
      const answer = await ask(method, body);
      expect(answer).toMatchObject({ status: 400, body: { field } });
      expect(answer.body.message).toContain(message);
    }
    expect(server.faults.current).toEqual({ ...noFaults, latencyMs: 1 });
  });

  test('takes JSON only, not too much of it, and nothing else', async () => {
    expect((await ask('PATCH', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ask('PATCH', `{"a":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
    expect(await ask('PATCH', '{}', { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({
      status: 200,
    });
    const unknown = await ask('OPTIONS');
    expect(unknown.status).toBe(404);
    expect(unknown.body.message).toContain('is OPTIONS /faults; it must be one of GET /faults, PUT /faults');
  });
});

test('npm run cos -- --faults-port says where the faults are set', async () => {
  const other = await startTestServer();
  await other.close();
  const child = await startProcess({ ...processOptions(other.dataDir), 'faults-port': '0' });
  const [, faultsUrl] = /Its faults are set at (\S+)\n/.exec(child.output()) ?? [];
  expect(await (await fetch(faultsUrl ?? '')).json()).toEqual(noFaults);
  await child.end('SIGTERM');
  await other.remove();
});

test('a port that is taken is said, and the folder is free again', async () => {
  const other = await startTestServer();
  await other.close();
  const { dataDir } = other;
  const taken = Number(new URL(url).port);
  await expect(startTestServer({ dataDir, faultsPort: taken })).rejects.toThrow('EADDRINUSE');
  await (await startTestServer({ dataDir })).remove();
});
