import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchFolder } from '../../dev/watchFolder';

test('a system that watches no more files says so once, and ends nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'watch-'));
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  jest.spyOn(fs, 'watch').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: System limit for number of file watchers reached'), {
      code: 'ENOSPC',
    });
  });
  try {
    const watching = await watchFolder(dir, () => undefined, { more: [__filename] });
    await watching.close();
    expect(said.mock.calls).toEqual([
      [expect.stringMatching(/^Changes in .* ENOSPC: System limit.* Start again/)],
    ]);
  } finally {
    jest.restoreAllMocks();
    await rm(dir, { recursive: true });
  }
});
