import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWide, testWide } from '../support/isWide';
import { killAgainAndAgain } from './support/killing';
import { processOptions, startProcess } from './support/startProcess';
import { bucket } from './support/startTestServer';

let data: string;
let options: Record<string, string>;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'cos-process-'));
  options = processOptions(data);
});
afterEach(() => rm(data, { recursive: true }));

testWide(
  'says in one line where it is, refuses a second one on its folder, and stops when told',
  async () => {
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
  },
);

testWide('says what is wrong with its options, and how it is used', async () => {
  const server = await startProcess({ ...options, bucket: '' });
  expect(server.child.exitCode).toBe(1);
  expect(server.output()).toContain('--bucket missing.');
  expect(server.output()).toContain('How it is called: npm run cos -- --help');
});

test('a kill at any moment loses nothing that was acknowledged and shows nothing partial', async () => {
  const report = await killAgainAndAgain({
    kills: isWide ? 3 : 1,
    latest: 500,
    random: Math.random,
    server: options,
  });
  expect(report.broken).toEqual([]);
  expect(report.compared).toBeGreaterThan(0);
});
