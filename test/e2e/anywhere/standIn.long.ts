import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { typeScriptProgram } from '../../support/typeScriptProgram';
import { run, stop } from '../support/program';
import { until } from '../support/until';

/** The scripts in DevTools, with a program in the place of DevTools that has their command line and their protocol, and nothing else. */

const LIMIT = 600_000;
const root = join(__dirname, '../../..');

async function testDevTools(...args: string[]): Promise<{ status: number | null; said: string }> {
  const program = run('test/e2e/anywhere/main.ts', args);
  const [[status], out, errors] = await Promise.all([
    once(program, 'close'),
    text(program.stdout),
    text(program.stderr),
  ]);
  return { status, said: out + errors };
}

test(
  'all scripts pass in what `cli` opens',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cli-'));
    try {
      const cli = join(dir, 'cli');
      const words = [process.execPath, ...typeScriptProgram, join(__dirname, 'support/standIn.ts')];
      await writeFile(cli, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`);
      await chmod(cli, 0o755);
      const { status, said } = await testDevTools('--devtools', cli);
      expect({ status, said }).toEqual({ status: 0, said: expect.stringMatching(/Test Suites: 4 passed/) });
    } finally {
      await rm(dir, { recursive: true });
    }
  },
  LIMIT,
);

test(
  'a script passes in what is open at an address, and says when it has been used',
  async () => {
    const port = await freePort();
    const args = [...typeScriptProgram, join(__dirname, 'support/standIn.ts'), 'auto', '--project', root];
    const standIn = spawn(process.execPath, [...args, '--auto-port', String(port)], { stdio: 'ignore' });
    try {
      const address = `ws://127.0.0.1:${port}`;
      await until('it listens', () => listens(address), 30_000);
      const first = await testDevTools('--ws', address, 'journey');
      expect(first).toEqual({ status: 0, said: expect.stringMatching(/Test Suites: 1 passed/) });
      const second = await testDevTools('--ws', address, 'journey');
      expect(second).toEqual({ status: 1, said: expect.stringContaining('compile it anew') });
    } finally {
      await stop(standIn);
    }
  },
  LIMIT,
);

test.each([
  ['no DevTools', ['--devtools', '/nowhere/cli'], 'There is no /nowhere/cli.'],
  [
    'no such script',
    ['scrolling'],
    'There is no script scrolling, only bad-input, doctor, journey, transfers.',
  ],
  ['no address', ['--ws', '9420'], '--ws 9420 is no address.'],
  ['two scripts at an address', ['--ws', 'ws://127.0.0.1:1', 'journey', 'doctor'], 'one script a run'],
])('%s: says so', async (_what, args, message) => {
  expect(await testDevTools(...args)).toEqual({ status: 1, said: expect.stringContaining(message) });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function listens(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    socket.on('error', () => resolve(false));
    socket.on('open', () => {
      socket.close();
      resolve(true);
    });
  });
}
