import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { standIn } from '../configure/standIn';
import { rightConfig } from '../doctor/files/judgeConfig';
import { configFile, Project } from '../doctor/project/Project';
import { findSharedCloud } from '../lan/SharedCloud';
import { terminalCode } from '../terminalCode';
import type { PreviewTask, SentPackage, UploadTask } from '../verify-wechat/CompilerTask';
import { compilerName, compilerVersion, fetchCompiler } from '../verify-wechat/fetchCompiler';
import { runCompiler } from '../verify-wechat/runCompiler';
import { explainRefusal } from './explainRefusal';
import { findAppId } from './findAppId';
import { localAddresses } from './localAddresses';
import { readCode } from './readCode';
import { KEY_VARIABLE, readUploadKey } from './readUploadKey';
import { stageProject } from './stageProject';

/** The codes of miniprogram-ci for what happens between here and WeChat; the others are the compiler's. */
const SENDING = new Set([20001, 20002, 20003]);

/** As the command line gives it. */
export interface SendOptions {
  readonly appid: string | undefined;
  readonly key: string | undefined;
  readonly desc: string | undefined;
  readonly robot: string | undefined;
  /** Also when a phone can't reach what the configuration names. */
  readonly anyway: boolean;
}

export type Wanted =
  | {
      readonly kind: 'preview';
      readonly page: string | undefined;
      readonly query: string | undefined;
      /** The file of the QR code. */
      readonly qr: string | undefined;
      /** With the local cloud of `npm start -- --lan`, whatever config.ts says. */
      readonly lan: boolean;
    }
  | { readonly kind: 'upload'; readonly version: string };

/** Compiles the project in `root`, sends it, and prints what came of it. Rejects with what stood in the way and what to do. */
export async function sendToWeChat(root: string, options: SendOptions, wanted: Wanted): Promise<void> {
  const project = new Project(root);
  const config = await project.projectConfig();
  const appid = findAppId(options.appid, config.appid);
  const robot = robotFrom(options.robot ?? '1');
  const key = await readUploadKey(root, appid, options.key, process.env[KEY_VARIABLE]);
  if (key.file !== undefined) await warnOfGit(root, key.file);
  const shared =
    wanted.kind === 'preview' && wanted.lan ? await findSharedCloud(join(root, '.local')) : undefined;
  if (shared)
    console.log(phoneHasToBe(`This preview points to this computer in its network, ${shared.cos}.`));
  else await checkReach(project, options.anyway);

  const compiler = await fetchCompiler(() =>
    console.log(`Fetching ${compilerName} ${compilerVersion} (276 MB, once; takes a minute or two) ...`),
  );
  const folder = await mkdtemp(join(tmpdir(), 'to-wechat-'));
  try {
    const [staged, codeFile] = [join(folder, 'project'), join(folder, 'code')];
    await stageProject(root, { ...config, appid }, staged);
    if (shared) await writeFile(join(staged, configFile), await standIn(project, shared));
    console.log(`Compiling, and sending to WeChat as ${appid} ...`);
    const sending = {
      project: staged,
      appid,
      robot,
      privateKey: key.text,
      ...(options.desc !== undefined && { description: options.desc }),
    };
    const task: PreviewTask | UploadTask =
      wanted.kind === 'upload'
        ? { ...sending, kind: 'upload', version: wanted.version }
        : {
            ...sending,
            kind: 'preview',
            codeFile,
            ...(wanted.page !== undefined && { page: wanted.page }),
            ...(wanted.query !== undefined && { query: wanted.query }),
          };
    const answer = await runCompiler(compiler, task);
    if (answer.kind === 'refused')
      throw refusal(answer.reason.replaceAll(`${staged}/`, ''), answer.code, task);
    if (answer.kind === 'sent') for (const sent of answer.packages) console.log(packageLine(sent));
    if (wanted.kind === 'upload') console.log(uploaded(wanted.version, robot));
    else await showCode(codeFile, resolve(wanted.qr ?? join(root, '.local/preview.png')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function robotFrom(text: string): number {
  if (/^([1-9]|[12]\d|30)$/.test(text)) return Number(text);
  throw new Error(`--robot ${text} is no robot of WeChat: they are numbered from 1 to 30.`);
}

/** A key that git does not ignore goes to everybody with the next commit. */
async function warnOfGit(root: string, file: string): Promise<void> {
  const path = relative(root, resolve(file));
  if (path.startsWith('..')) return;
  const ignored = await promisify(execFile)('git', ['check-ignore', '-q', '--', path], { cwd: root }).then(
    () => true,
    // 1: it is not. Anything else: there is no git here.
    ({ code }) => code !== 1,
  );
  if (!ignored)
    console.warn(
      `Take care: ${path} is in the project and git does not ignore it. Move it elsewhere before the next commit.`,
    );
}

async function checkReach(project: Project, anyway: boolean): Promise<void> {
  const local = localAddresses(await rightConfig(project));
  if (local.length === 0) return;
  const lines = local.map(({ setting, url }) => `  ${setting}: '${url}'`).join('\n');
  if (local.every(({ reach }) => reach === 'network')) {
    return console.log(phoneHasToBe(`config.ts points to this network:\n${lines}\n`));
  }
  const told = `config.ts points to this computer, which a phone can't reach:\n${lines}`;
  if (anyway) return console.log(`${told}\nSent anyway.`);
  throw new Error(
    [
      `nothing was sent: ${told}`,
      'For a bucket: npm run configure. To try it on a phone in the same network: npm start -- --lan.',
      'To send it as it is, for instance to see the pages without files: --anyway.',
    ].join('\n'),
  );
}

function phoneHasToBe(where: string): string {
  return `${where} The phone has to be in the same network. There switch the domain check off: ··· → Developer debugging (开发调试 → 打开调试).`;
}

function refusal(reason: string, code: number | undefined, { kind, appid }: PreviewTask | UploadTask): Error {
  const explanation = code !== undefined && SENDING.has(code) ? explainRefusal(reason, appid) : undefined;
  if (!explanation) return new Error(`WeChat's compiler refuses this project:\n${reason}`);
  const { happened, change } = explanation;
  return new Error(`the ${kind} of ${appid} was not taken. ${happened}\n→ ${change}\n  (${reason})`);
}

function packageLine({ name, size }: SentPackage): string {
  const known: Record<string, string> = { __FULL__: 'in all', __APP__: 'main package' };
  return `  ${(known[name] ?? name).padEnd(14)}${(size / 1024).toFixed(1).padStart(8)} kB`;
}

function uploaded(version: string, robot: number): string {
  return `Uploaded as version ${version} of robot ${robot}. It is in mp.weixin.qq.com → Version Management (版本管理), to be tried and released.`;
}

async function showCode(codeFile: string, pngFile: string): Promise<void> {
  const picture = await readFile(codeFile);
  await mkdir(dirname(pngFile), { recursive: true });
  await sharp(picture).png().toFile(pngFile);
  const text = await readCode(picture);
  if (text !== undefined) console.log(`\n${terminalCode(text)}\n`);
  console.log(
    `Scan ${text === undefined ? 'the picture' : 'it'} with WeChat, as a developer of this Mini Program.`,
  );
  console.log(`The same as a picture: ${pngFile}`);
}
