import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, stop, urlOf } from './support/program';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('npm start prints one URL, serves the phone there, and stops when told', async () => {
  const program = run('dev/start.ts', ['--port', '0', '--data', dir]);
  try {
    const url = await urlOf(program);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`${url}/phone`)).status).toBe(200);
  } finally {
    await stop(program);
  }
  expect(program.exitCode).toBe(0);
});

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
