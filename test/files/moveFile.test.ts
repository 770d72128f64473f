import promises, { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveFile } from '../../dev/moveFile';

const { platform } = process;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'move-'));
  await writeFile(join(dir, 'new'), 'new');
  await writeFile(join(dir, 'old'), 'old');
});
afterEach(async () => {
  Object.defineProperty(process, 'platform', { value: platform });
  jest.restoreAllMocks();
  await rm(dir, { recursive: true });
});

const refuse = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

test('on Windows a file that another program has open for a moment is moved after it', async () => {
  Object.defineProperty(process, 'platform', { value: 'win32' });
  const rename = jest.spyOn(promises, 'rename');
  for (const code of ['EPERM', 'EBUSY']) rename.mockImplementationOnce(refuse(code));
  await moveFile(join(dir, 'new'), join(dir, 'old'));
  expect([await readdir(dir), await readFile(join(dir, 'old'), 'utf8')]).toEqual([['old'], 'new']);
  rename.mockImplementationOnce(refuse('ENOSPC'));
  await expect(moveFile(join(dir, 'old'), join(dir, 'new'))).rejects.toThrow('ENOSPC');
});

test('elsewhere such a refusal stays one', async () => {
  jest.spyOn(promises, 'rename').mockImplementationOnce(refuse('EPERM'));
  await expect(moveFile(join(dir, 'new'), join(dir, 'old'))).rejects.toThrow('EPERM');
});
