import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Misuse, runCommand } from '../../../dev/commandLine';
import { INSTALLED, PLACE } from './support/place';

const usage = 'npm run test:devtools -- [--devtools CLI | --ws ws://127.0.0.1:9420] [script…]';
const root = join(__dirname, '../../..');
/** Where miniprogram-automator looks for DevTools when no path is given. */
const cli =
  process.platform === 'win32'
    ? 'C:/Program Files (x86)/Tencent/微信web开发者工具/cli.bat'
    : '/Applications/wechatwebdevtools.app/Contents/MacOS/cli';
/** ms a test, with the start of DevTools. */
const TEST_LIMIT = 300_000;

const scripts = readdirSync(__dirname)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => name.replace('.test.ts', ''));

/** Runs jest on scripts of this folder, and ends it: miniprogram-automator keeps a timer of 15 s. Resolves with its status. */
function run(place: string, names: readonly string[]): Promise<number> {
  const jest = createRequire(__filename).resolve('jest/bin/jest');
  const files = names.map((name) => join(__dirname, `${name}.test.ts`));
  // Each test of a script, as in `npm run test:long`.
  const wide = ['--globals', JSON.stringify({ wide: true })];
  const args = [
    jest,
    '--runInBand',
    '--forceExit',
    ...wide,
    `--testTimeout=${TEST_LIMIT}`,
    '--runTestsByPath',
    ...files,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [PLACE]: place },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** What jest is told. Throws what is wrong with how it was called. */
function read(): { place: string; names: readonly string[] } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { devtools: { type: 'string' }, ws: { type: 'string' } },
  });
  const unknown = positionals.filter((name) => !scripts.includes(name));
  if (unknown.length > 0)
    throw new Misuse(`There is no script ${unknown.join(', ')}, only ${scripts.join(', ')}.`);
  const { devtools, ws } = values;
  if (ws !== undefined) {
    if (!/^wss?:\/\//.test(ws))
      throw new Misuse(`--ws ${ws} is no address. Give one as ws://127.0.0.1:9420.`);
    const [first = 'journey', ...others] = positionals;
    if (others.length > 0) throw new Misuse('With --ws one script a run: compile anew before each.');
    return { place: ws, names: [first] };
  }
  if (!existsSync(devtools ?? cli)) {
    throw new Misuse(
      `There is no ${devtools ?? cli}. Give --devtools with the path of the "cli" of WeChat DevTools.`,
    );
  }
  return { place: devtools ?? INSTALLED, names: positionals.length > 0 ? positionals : scripts };
}

runCommand(usage, async () => {
  const { place, names } = read();
  process.exitCode = await run(place, names);
});
