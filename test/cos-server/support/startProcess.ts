import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { typeScriptProgram } from '../../support/typeScriptProgram';
import { bucket, region, rootKey } from './startTestServer';

const main = join(__dirname, '..', '..', '..', 'dev', 'cos-server', 'main.ts');

/** A server in a process of its own, as of `npm run cos`. */
export interface ServerProcess {
  child: ChildProcess;
  /** Undefined when it ended instead of becoming ready. */
  port: number | undefined;
  output(): string;
  /** Sends a signal and waits until the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** What a server in a process of its own needs, with its files in this folder. */
export const processOptions = (data: string) => ({
  port: '0',
  data,
  bucket,
  region,
  'secret-id': rootKey.secretId,
  'secret-key': rootKey.secretKey,
});

/** Resolves when the server is ready, or when it ended. */
export async function startProcess(
  options: Record<string, string>,
  flags: readonly string[] = [],
): Promise<ServerProcess> {
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [...typeScriptProgram, main, ...words, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = once(child, 'exit');
  const ready = new Promise<number | undefined>((resolve) => {
    child.stdout.on('data', (text) => {
      output += text;
      const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
      if (port) resolve(Number(port));
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.once('close', () => resolve(undefined));
  });
  return {
    child,
    port: await ready,
    output: () => output,
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
