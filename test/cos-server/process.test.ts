import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendRaw } from './support/send';
import { sign } from './support/sign';
import { startProcess } from './support/startProcess';
import { bucket, region, rootKey } from './support/startTestServer';

let data: string;
let options: Record<string, string>;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'cos-process-'));
  options = {
    port: '0',
    data,
    bucket,
    region,
    'secret-id': rootKey.secretId,
    'secret-key': rootKey.secretKey,
  };
});
afterEach(() => rm(data, { recursive: true }));

function request(port: number, method: string, key: string, body?: Buffer) {
  const authorization = sign(rootKey, { method, path: `/${key}` });
  return sendRaw(
    { port },
    {
      method,
      path: `/${key}`,
      headers: { authorization, connection: 'close', ...(body && { 'content-length': String(body.length) }) },
      ...(body && { body }),
    },
  );
}

test('says in one line where it is, refuses a second one on its folder, and stops when told', async () => {
  const server = await startProcess(options);
  expect(server.output()).toBe(
    `COS is ready at http://127.0.0.1:${server.port} (bucket ${bucket}, files in ${data})\n`,
  );
  const second = await startProcess(options);
  expect(second.port).toBeUndefined();
  expect(second.child.exitCode).toBe(1);
  expect(second.output()).toContain(`a COS server with process id ${server.child.pid} is running on it`);
  await server.end('SIGTERM');
  expect(server.child.exitCode).toBe(0);
});

test.each([
  ['a missing option', { bucket: '' }, 'The option --bucket is missing.'],
  ['a bad port', { port: 'seven' }, 'The option --port is "seven"'],
  ['an unknown option', { colour: 'red' }, "Unknown option '--colour'"],
])('explains %s', async (_, bad, message) => {
  const server = await startProcess({ ...options, ...(bad as Record<string, string>) });
  expect(server.child.exitCode).toBe(1);
  expect(server.output()).toContain(message);
  expect(server.output()).toContain('npm run cos -- --port N');
});

test('a kill at any moment loses nothing that was acknowledged and shows nothing partial', async () => {
  const acknowledged = new Map<string, string>();
  const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
  for (let kill = 0; kill < 3; kill++) {
    const server = await startProcess(options);
    const port = server.port ?? 0;
    for (const [key, etag] of acknowledged) {
      const { body, headers } = await request(port, 'GET', key);
      expect([md5(body), headers.etag]).toEqual([etag, `"${etag}"`]);
    }
    let running = true;
    let count = 0;
    const write = async (writer: number): Promise<void> => {
      while (running) {
        const key = `${writer}-${count % 7}`;
        const body = randomBytes(200_000 + count);
        acknowledged.delete(key);
        const answer = await request(port, 'PUT', key, body).catch(() => undefined);
        if (answer?.status !== 200) return;
        acknowledged.set(key, md5(body));
        count += 1;
        // At a moment that no answer marks: several others are under way.
        if (count === 15 + kill * 5) {
          running = false;
          server.child.kill('SIGKILL');
        }
      }
    };
    await Promise.all([0, 1, 2, 3].map(write));
    await server.end('SIGKILL');
  }
  const server = await startProcess(options);
  for (const [key, etag] of acknowledged) {
    expect(md5((await request(server.port ?? 0, 'GET', key)).body)).toBe(etag);
  }
  expect(acknowledged.size).toBeGreaterThan(0);
  await server.end('SIGTERM');
});
