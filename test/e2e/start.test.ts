import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, stop, urlOf } from './support/program';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('npm start says which port is wrong', async () => {
  const program = run('dev/start.ts', ['--port', 'abc', '--data', dir]);
  await expect(urlOf(program)).rejects.toThrow('--port abc is no port');
});

test('two programs on one folder are refused', async () => {
  const first = run('dev/start.ts', ['--port', '0', '--data', dir]);
  try {
    await urlOf(first);
    const second = run('dev/start.ts', ['--port', '0', '--data', dir]);
    await expect(urlOf(second)).rejects.toThrow(dir);
  } finally {
    await stop(first);
  }
});
