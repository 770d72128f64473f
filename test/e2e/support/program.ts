import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { typeScriptProgram } from '../../support/typeScriptProgram';

const root = join(__dirname, '../../..');

/** A program of package.json's scripts. */
export function run(script: string, args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [...typeScriptProgram, join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The first URL that the program prints. Rejects with its output when it ends before. */
export async function urlOf(program: ChildProcess): Promise<string> {
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

export async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGTERM');
  await ended;
}
