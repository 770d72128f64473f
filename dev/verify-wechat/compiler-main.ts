import { join } from 'node:path';
import { messageOf } from '../messageOf';
import type { CompilerAnswer, CompilerTask, PreviewTask, SentPackage, UploadTask } from './CompilerTask';
import { readJsonFile } from './readJsonFile';
import { writeFiles } from './writeFiles';

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
  preview(options: SendOptions & PreviewOptions): Promise<SendResult>;
  upload(options: SendOptions & { version: string }): Promise<SendResult>;
}

interface SendOptions {
  project: unknown;
  setting: { useProjectConfig: true };
  robot: number;
  desc?: string;
  /** Otherwise each of some hundred files is a line. */
  onProgressUpdate: () => void;
}

interface PreviewOptions {
  qrcodeFormat: 'image';
  qrcodeOutputDest: string;
  pagePath?: string;
  searchQuery?: string;
}

interface SendResult {
  subPackageInfo?: SentPackage[];
}

interface ProjectOptions {
  appid: string;
  type: 'miniProgram';
  projectPath: string;
  /** Signs what is sent to WeChat. Where nothing is, any text will do. */
  privateKey: string;
}

const folder = process.argv[2] ?? '';

/**
 * Nobody listens there, so that whatever the compiler asks WeChat's servers fails at once and it takes what it brings
 * along: for example the file types that may be shipped. Without it a network that swallows requests would hold it up.
 */
const NOWHERE = 'http://127.0.0.1:9';

async function run(task: CompilerTask): Promise<CompilerAnswer> {
  const ci: MiniprogramCi = require(folder);
  if (task.kind === 'preview' || task.kind === 'upload') return send(ci, task);
  ci.proxy(NOWHERE);
  if (task.kind === 'compile') await compile(ci, task.project, task.output);
  else await buildNpm(ci, task.packageJsonPath, task.miniprogramNpmDistDir);
  return { kind: 'done' };
}

async function buildNpm(
  ci: MiniprogramCi,
  packageJsonPath: string,
  miniprogramNpmDistDir: string,
): Promise<void> {
  const { warnList } = await ci.packNpmManually({
    packageJsonPath,
    miniprogramNpmDistDir,
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
  await writeFiles(output, files);
}

/** Through the proxy that the environment or npm names, when one does. */
async function send(ci: MiniprogramCi, task: PreviewTask | UploadTask): Promise<CompilerAnswer> {
  const { project, appid, privateKey, robot, description } = task;
  const options: SendOptions = {
    project: new ci.Project({ appid, type: 'miniProgram', projectPath: project, privateKey }),
    setting: { useProjectConfig: true },
    robot,
    onProgressUpdate: () => undefined,
    ...(description !== undefined && { desc: description }),
  };
  const { subPackageInfo = [] } =
    task.kind === 'upload'
      ? await ci.upload({ ...options, version: task.version })
      : await ci.preview({
          ...options,
          qrcodeFormat: 'image',
          qrcodeOutputDest: task.codeFile,
          ...(task.page !== undefined && { pagePath: task.page }),
          ...(task.query !== undefined && { searchQuery: task.query }),
        });
  return { kind: 'sent', packages: subPackageInfo.map(({ name, size }) => ({ name, size })) };
}

const say = (answer: CompilerAnswer): void => {
  // The compiler keeps processes of its own waiting for more work, and this one with them.
  process.send?.(answer, () => process.exit());
};

process.on('disconnect', () => process.exit());
process.once('message', (task: CompilerTask) => {
  run(task).then(say, (error: unknown) => {
    const { code } = error as { code?: unknown };
    say({ kind: 'refused', reason: messageOf(error), ...(typeof code === 'number' && { code }) });
  });
});
