import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../messageOf';
import type { CompilerAnswer, CompilerTask } from './CompilerTask';
import { readJsonFile } from './readJsonFile';

/**
 * Runs in a process of its own, given the folder of miniprogram-ci: it forks and prints as it likes, and ends with
 * its one task.
 */

/** What is used of miniprogram-ci 2.1.42; read in its dist/. */
interface MiniprogramCi {
  Project: new (options: ProjectOptions) => { attr: () => Promise<unknown> };
  DefaultProjectAttr: unknown;
  proxy(url: string): void;
  packNpmManually(options: {
    packageJsonPath: string;
    miniprogramNpmDistDir: string;
    ignores?: string[];
  }): Promise<{ warnList: { jsPath: string; msg: string }[] }>;
  getCompiledResult(options: {
    project: unknown;
    setting: unknown;
  }): Promise<Record<string, string | Buffer>>;
}

interface ProjectOptions {
  appid: string;
  type: 'miniProgram';
  projectPath: string;
  /** Signs what is sent to WeChat; here nothing is, and any text will do. */
  privateKey: string;
}

const folder = process.argv[2] ?? '';

/**
 * Nobody listens there, so that whatever the compiler asks WeChat's servers fails at once and it takes what it brings
 * along: for example the file types that may be shipped. Without it a network that swallows requests would hold it up.
 */
const NOWHERE = 'http://127.0.0.1:9';

async function run(task: CompilerTask): Promise<void> {
  const ci: MiniprogramCi = require(folder);
  ci.proxy(NOWHERE);
  if (task.kind === 'compile') return compile(ci, task.project, task.output);
  const { warnList } = await ci.packNpmManually({
    packageJsonPath: task.packageJsonPath,
    miniprogramNpmDistDir: task.miniprogramNpmDistDir,
    // This compiler itself, which DevTools would not find there.
    ignores: ['node_modules/.cache/**'],
  });
  if (warnList.length > 0) throw new Error(warnList.map(({ jsPath, msg }) => `${jsPath}: ${msg}`).join('\n'));
}

async function compile(ci: MiniprogramCi, path: string, output: string): Promise<void> {
  const { appid } = await readJsonFile<{ appid: string }>(join(path, 'project.config.json'));
  const project = new ci.Project({
    appid,
    type: 'miniProgram',
    projectPath: path,
    privateKey: 'none',
  });
  // Otherwise WeChat's server is asked for the limits of this app id.
  project.attr = async () => ci.DefaultProjectAttr;
  const files = await ci.getCompiledResult({ project, setting: { useProjectConfig: true } });
  for (const [name, content] of Object.entries(files)) {
    const file = join(output, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

const say = (answer: CompilerAnswer): void => {
  // The compiler keeps processes of its own waiting for more work, and this one with them.
  process.send?.(answer, () => process.exit());
};

process.on('disconnect', () => process.exit());
process.once('message', (task: CompilerTask) => {
  run(task).then(
    () => say({ kind: 'done' }),
    (error: unknown) => say({ kind: 'refused', reason: messageOf(error) }),
  );
});
