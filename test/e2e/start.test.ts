import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** A program of package.json's scripts, started as its script starts it. */
function run(script: string, args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The first URL that the program prints. Rejects with its output when it ends before. */
async function urlOf(program: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    program.stdout?.on('data', (chunk) => {
      output += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (url) resolve(url[0]);
    });
    program.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    program.once('exit', () => reject(new Error(`it ended without a URL:\n${output}`)));
  });
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGTERM');
  await ended;
}

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
