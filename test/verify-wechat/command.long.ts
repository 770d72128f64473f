import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { change } from './support/change';

/** `npm run verify:wechat` in a copy of this project as it is, and in broken ones. Each compiles for seconds. */

// Seconds on a machine that does nothing else.
jest.setTimeout(10 * 60_000);

const root = join(__dirname, '../..');
const taken = ['dev', 'miniprogram', 'package.json', 'package-lock.json', 'project.config.json', 'README.md'];

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'verify-wechat-command-'));
  for (const name of taken) await cp(join(root, name), join(project, name), { recursive: true });
  await linkPackages(join(root, 'node_modules'), join(project, 'node_modules'));
});
afterEach(() => rm(project, { recursive: true }));

/** "Build npm" follows no links: what ships is copied. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (['cos-wx-sdk-v5', '@xmldom', 'mime'].includes(name))
      await cp(join(from, name), join(to, name), { recursive: true });
    else await symlink(join(from, name), join(to, name));
  }
}

const inProject = (path: string): string => join(project, path);

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function verify(): Promise<Answer> {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'dev/verify-wechat/main.ts'], {
    cwd: project,
  });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Answer) => error,
  );
}

test('it passes, prints sizes and leaves nothing behind', async () => {
  const before = await readdir(project);
  const { code, stdout, stderr } = await verify();
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}main +[\d.]+ +60 /m);
  expect(stdout).toMatch(/^ {2}cos +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+ +650$/m);
  expect(await readdir(project)).toEqual(before);
});

test.each<[string, () => Promise<void>, RegExp]>([
  [
    'syntax that TypeScript knows and WeChat does not',
    () =>
      appendFile(
        inProject('miniprogram/cos/index.ts'),
        '\nconst seal = (it: unknown) => it;\n@seal\nexport class Sealed {}\n',
      ),
    /WeChat's compiler refuses this project:\n.*cos\/index\.ts.*decorators/s,
  ],
  [
    'a setting that WeChat does not know',
    () => change(inProject('miniprogram/cos/pages/doctor/doctor.json'), '"webview"', '"paper"'),
    /WeChat's compiler refuses this project:\n.*doctor\.json.*renderer/s,
  ],
  [
    'a page without an entry in app.json',
    () => change(inProject('miniprogram/app.json'), /,\s*"pages\/doctor\/doctor"/, ''),
    /The page cos\/pages\/doctor\/doctor is not in app\.json/,
  ],
  [
    'a page without files',
    () => rm(inProject('miniprogram/cos/pages/doctor/doctor.ts')),
    /app\.json:10:9: the page cos\/pages\/doctor\/doctor has no file .*doctor\.ts/,
  ],
  [
    'a component that is not there',
    () => rm(inProject('miniprogram/cos/components/progress-bar'), { recursive: true }),
    /usingComponents: there is no component "\.\.\/\.\.\/components\/progress-bar\/progress-bar"/,
  ],
  [
    'a package above its budget',
    () => writeFile(inProject('miniprogram/pages/home/photo.png'), new Uint8Array(60 * 1024)),
    /Too large: own code of main has [\d.]+ KB, and its budget is 60 KB/,
  ],
  [
    'own code of cos above its budget',
    () =>
      appendFile(inProject('miniprogram/cos/index.ts'), `export const long = '${'COS '.repeat(5000)}';\n`),
    /Too large: own code of cos has/,
  ],
  [
    'a page that Skyline would draw in another Mini Program',
    () => change(inProject('miniprogram/cos/pages/doctor/doctor.json'), /\s*"renderer": "webview",/, ''),
    /WeChat's compiler refuses a Mini Program with "renderer": "skyline".*doctor\.json/s,
  ],
])('it fails because of %s', async (_what, break_, message) => {
  await break_();
  const { code, stderr } = await verify();
  expect(stderr).toMatch(message);
  expect(code).toBe(1);
});
