import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { transformSync } from 'esbuild';
import { CloudFunctionError } from './CloudFunctionError';
import type { CallMessage, InstanceMessage } from './messages';

export interface InstanceOptions {
  /** With the built index.js in it. */
  folder: string;
  /** The settings of the function. */
  environment: Record<string, string>;
  /** A line that the function printed. */
  onLine: (line: string) => void;
}

/** Loading is not part of a call's time in WeChat's cloud, and has a limit of its own. */
const LOADING_MILLISECONDS = 60_000;

/** One process that has loaded a function. It serves one call at a time. */
export class Instance {
  private readonly process: ChildProcess;
  private readonly ready: Promise<void>;
  private readonly ended: Promise<void>;
  private onMessage: (message: InstanceMessage) => void = () => undefined;
  private onEnd: (error: CloudFunctionError) => void = () => undefined;
  private running = true;

  constructor(options: InstanceOptions) {
    this.process = spawn(process.execPath, ['--eval', program(), options.folder], {
      cwd: options.folder,
      env: { ...systemVariables(), ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process.on('message', (message: InstanceMessage) => this.onMessage(message));
    this.ended = new Promise((resolve) => {
      const end = (code: number | string): void => {
        this.running = false;
        this.onEnd(CloudFunctionError.exited(code));
        resolve();
      };
      this.process.on('error', (error) => end(error.message));
      this.process.once('exit', (code, signal) => end(code ?? signal ?? 0));
    });
    for (const input of [this.process.stdout, this.process.stderr]) {
      if (input) createInterface({ input }).on('line', options.onLine);
    }
    this.ready = this.next(LOADING_MILLISECONDS).then((message) => {
      if (message.kind === 'threw') throw CloudFunctionError.threw(message.reason);
    });
    // Told to the one who calls; without a call there is nobody to tell.
    this.ready.catch(() => undefined);
  }

  /** False once the process has ended. */
  get usable(): boolean {
    return this.running;
  }

  /** Rejects with a CloudFunctionError, and ends the process when the function takes too long. */
  async call(message: CallMessage): Promise<unknown> {
    await this.ready;
    const answered = this.next(message.context.time_limit_in_ms);
    this.process.send(message, (error) => {
      if (error) this.onEnd(CloudFunctionError.exited(error.message));
    });
    const answer = await answered;
    if (answer.kind === 'threw') throw CloudFunctionError.threw(answer.reason);
    return answer.kind === 'returned' && answer.json !== undefined ? JSON.parse(answer.json) : null;
  }

  /** Resolves when the process has ended. */
  stop(): Promise<void> {
    if (this.running) this.process.kill('SIGKILL');
    return this.ended;
  }

  private next(milliseconds: number): Promise<InstanceMessage> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(CloudFunctionError.timedOut(milliseconds));
        this.stop();
      }, milliseconds);
      this.onMessage = (message) => {
        clearTimeout(timer);
        resolve(message);
      };
      this.onEnd = (error) => {
        clearTimeout(timer);
        reject(error);
      };
    });
  }
}

/** Nothing else of the developer's machine reaches a function: not its keys, not the options of this Node. */
function systemVariables(): Record<string, string> {
  const names = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const present = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(present), TZ: 'UTC' };
}

let compiled: string | undefined;

/** instance-main.ts for plain Node, which starts much faster than one that compiles TypeScript. */
function program(): string {
  compiled ??= transformSync(readFileSync(join(__dirname, 'instance-main.ts'), 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
  }).code;
  return compiled;
}
