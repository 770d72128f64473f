import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runCreate } from '../../dev/create/main';
import { version } from '../../package.json';
import { stop, urlOf } from '../e2e/support/program';
import { typeScriptProgram } from '../support/typeScriptProgram';

const root = join(__dirname, '../..');
const run = promisify(execFile);

test('Ctrl+C leaves nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'create-'));
  try {
    const program = `require('./dev/create/main').runCreate(process.cwd(), [${JSON.stringify(join(dir, 'apps/mine'))}])`;
    const child = spawn(process.execPath, [...typeScriptProgram, '--eval', program], { cwd: root });
    while ((await readdir(join(dir, 'apps')).catch(() => [])).length === 0);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(await readdir(dir)).toEqual([]);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test.each([[[]], [['--pages', 'gallery']]])(
  'made from what npm packs, with %j: its lint and types say nothing, and it starts',
  async (options) => {
    const dir = await mkdtemp(join(tmpdir(), 'create-'));
    try {
      // The scripts would build what other tests are reading.
      await run('npm', ['pack', '--ignore-scripts', '--pack-destination', dir], { cwd: root });
      await run('tar', ['-xzf', `wechat-cos-template-${version}.tgz`], { cwd: dir });
      const app = join(dir, 'my-app');
      await runCreate(join(dir, 'package'), [app, ...options]);
      // In the place of `npm install`: the same packages, and more.
      await symlink(join(root, 'node_modules'), join(app, 'node_modules'));
      await run(process.execPath, [...typeScriptProgram, 'dev/prepare.ts'], { cwd: app });
      await run('npm', ['test'], { cwd: app });
      const args = [...typeScriptProgram, 'dev/start.ts', '--port', '0', '--data', join(dir, 'data')];
      const program = spawn(process.execPath, args, { cwd: app, stdio: ['ignore', 'pipe', 'pipe'] });
      try {
        const page = await fetch(`${await urlOf(program)}/phone`);
        expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')]);
      } finally {
        await stop(program);
      }
    } finally {
      await rm(dir, { recursive: true });
    }
  },
  300_000,
);
