import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWide } from '../support/isWide';
import { run, stop, urlOf } from './support/program';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(dir, { recursive: true }));

testWide('npm start says which port is wrong', async () => {
  const program = run('dev/start.ts', ['--port', 'abc', '--data', dir]);
  await expect(urlOf(program)).rejects.toThrow('--port abc is no port');
});

/** Modes of the folder and of all in it, with a path for each. */
async function modes(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
    found.set(((await stat(join(folder, name))).mode & 0o777).toString(8), name);
  }
  return found;
}

test("a folder is one program's, and what is in it its owner's alone", async () => {
  await chmod(dir, 0o755);
  const first = run('dev/start.ts', ['--port', '0', '--data', dir]);
  try {
    await urlOf(first);
    const second = run('dev/start.ts', ['--port', '0', '--data', dir]);
    await expect(urlOf(second)).rejects.toThrow(dir);
    expect([...(await modes(dir)).keys()].sort()).toEqual(['600', '700']);
  } finally {
    await stop(first);
  }
});
