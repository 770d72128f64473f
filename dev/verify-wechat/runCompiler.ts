import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompilerAnswer, CompilerTask } from './CompilerTask';

/** A task takes seconds; a slow machine gets some minutes. */
const LIMIT_MILLISECONDS = 5 * 60_000;
/** Of what the compiler printed; shown only when it ended without an answer. */
const KEPT_CHARACTERS = 2000;

/**
 * Runs one task in a process of its own. `compiler` is the folder of miniprogram-ci. Rejects when the compiler
 * answers nothing; a source that it refuses is an answer.
 */
export async function runCompiler(compiler: string, task: CompilerTask): Promise<CompilerAnswer> {
  // Where it runs it leaves an empty folder that is named by a hash.
  const cwd = await mkdtemp(join(tmpdir(), 'wechat-compiler-'));
  try {
    return await ask(compiler, task, cwd);
  } finally {
    await rm(cwd, { recursive: true });
  }
}

function ask(compiler: string, task: CompilerTask, cwd: string): Promise<CompilerAnswer> {
  const child = fork(join(__dirname, 'compiler-main.ts'), [compiler], {
    cwd,
    // By its path: from there it is not found by its name.
    execArgv: ['--import', pathToFileURL(createRequire(__filename).resolve('tsx')).href],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed = `${printed}${chunk}`.slice(-KEPT_CHARACTERS);
    });
  }
  return new Promise<CompilerAnswer>((resolve, reject) => {
    const give = (why: string): void =>
      reject(
        new Error(
          `WeChat's compiler was asked to ${task.kind} and ${why}. It printed:\n${withoutPasswords(printed)}`,
        ),
      );
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      give(`did not answer within ${LIMIT_MILLISECONDS / 60_000} minutes`);
    }, LIMIT_MILLISECONDS);
    let answer: CompilerAnswer | undefined;
    child.once('message', (given: CompilerAnswer) => {
      answer = given;
    });
    child.once('error', (error) => give(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (answer) resolve(answer);
      else give(`ended without an answer (${signal ?? `exit code ${code}`})`);
    });
    child.send(task);
  });
}

/** It prints the URL of the proxy that it takes, which may have a name and a password in it. */
function withoutPasswords(text: string): string {
  return text.replace(/\/\/[^/\s]*@/g, '//');
}
