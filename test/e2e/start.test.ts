import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardAddresses } from '../../dev/lan/findAddress';
import { findSharedCloud } from '../../dev/lan/SharedCloud';
import { terminalCode } from '../../dev/terminalCode';
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

const [card] = cardAddresses();

testWide(
  'npm start -- --lan prints the way in, which leads there; an address of another computer is told',
  async () => {
    const strange = run('dev/start.ts', ['--lan', '198.51.100.1', '--data', dir]);
    await expect(urlOf(strange)).rejects.toThrow('--lan 198.51.100.1 is no IPv4 address of this computer');
    if (!card) return;
    const program = run('dev/start.ts', ['--lan', '--port', '0', '--data', dir]);
    let printed = '';
    program.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    try {
      await urlOf(program);
      const [url = ''] = /http:\/\/\S+\/open\/[\w-]{22}/.exec(printed) ?? [];
      expect(new URL(url).hostname).toBe(card.address);
      expect(printed).toContain(terminalCode(url));
      const opened = await fetch(url, { redirect: 'manual' });
      expect([opened.status, opened.headers.get('location')]).toEqual([303, '/phone']);
      expect(printed).toContain((await findSharedCloud(dir)).functions);
      expect((await stat(join(dir, 'lan.json'))).mode & 0o777).toBe(0o600);
    } finally {
      await stop(program);
    }
  },
);

/** Modes of all that is in the folder, with a path for each. */
async function modes(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of await readdir(folder, { recursive: true })) {
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
    // It may hold what is for others.
    expect((await stat(dir)).mode & 0o777).toBe(0o755);
  } finally {
    await stop(first);
  }
});
