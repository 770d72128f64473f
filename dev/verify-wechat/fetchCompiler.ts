import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

/** WeChat's compiler and its "Build npm", as DevTools has them. */
export const compilerName = 'miniprogram-ci';
export const compilerVersion = '2.1.42';

const root = join(__dirname, '../..');
/** Beside the dependencies and none of them: it is larger than all of them together. git ignores it. */
const cache = join(root, 'node_modules/.cache/verify-wechat', `${compilerName}-${compilerVersion}`);

/** Resolves with the folder of miniprogram-ci. The first call fetches it with npm, later ones find it there. */
export async function fetchCompiler(onFetch: () => void): Promise<string> {
  const folder = join(cache, 'node_modules', compilerName);
  if (await isComplete()) return folder;
  onFetch();
  await mkdir(cache, { recursive: true });
  await writeFile(join(cache, 'package.json'), '{ "private": true }\n');
  const options = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
  // A silent `npm run` would make this npm silent too, and its reason would be lost.
  options.push('--loglevel=error');
  await npm(['install', '--prefix', cache, ...options, `${compilerName}@${compilerVersion}`]);
  if (!(await isComplete()))
    throw new Error(`npm said that it installed ${compilerName}, and it is not there.`);
  return folder;
}

/** npm writes this list last, so that what an interrupted npm left does not count. */
async function isComplete(): Promise<boolean> {
  const list = await readFile(join(cache, 'node_modules/.package-lock.json'), 'utf8').catch(() => undefined);
  return (
    list !== undefined &&
    JSON.parse(list).packages[`node_modules/${compilerName}`]?.version === compilerVersion
  );
}

async function npm(options: string[]): Promise<void> {
  // The npm that runs this script; on Windows `npm` is no program that can be started by its name.
  const cli = process.env.npm_execpath;
  const [command, first] = cli === undefined ? ['npm', []] : [process.execPath, [cli]];
  try {
    await promisify(execFile)(command, [...first, ...options], { cwd: cache, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(
      [
        `${compilerName} ${compilerVersion} could not be fetched into ${relative(root, cache)}:`,
        (stderr || message).trim(),
        "Without it nothing was checked. Check the network and npm's registry, then run npm run verify:wechat again.",
      ].join('\n'),
    );
  }
}
