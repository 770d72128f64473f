import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSlice } from '../../miniprogram/cos/files/wxFiles';
import { usePhone } from '../support/phone/usePhone';

const MB = 1024 * 1024;

const phone = usePhone();

/** `size` bytes, all 0 but the last three, that take no room on the disk. */
async function sparse(size: number): Promise<string> {
  const path = join(phone.userData, 'large');
  await writeFile(path, '');
  await truncate(path, size - 3);
  await writeFile(path, Buffer.from([7, 8, 9]), { flag: 'a' });
  return 'http://usr/large';
}

describe('a slice of a file', () => {
  test.each([MB, 100 * MB, 100 * MB + 1, 180 * MB])('of %d bytes', async (size) => {
    const path = await sparse(size);
    phone.calls.reset();
    expect((await readSlice(path, 0, 10, undefined, size)).byteLength).toBe(10);
    // Not even tried: WeChat may take the memory for all of it.
    expect(phone.calls.of('readFile')).toHaveLength(size > 100 * MB ? 0 : 1);
    expect([...new Uint8Array(await readSlice(path, size - 4, 4))]).toEqual([0, 7, 8, 9]);
    expect((await readSlice(path, 0, 512 * 1024)).byteLength).toBe(512 * 1024);
  });

  test('of a file that is not there', async () => {
    await expect(readSlice('http://usr/gone', 0, 1)).rejects.toMatchObject({ errno: 1300002 });
  });

  test('of a large file, where WeChat has no open (before base library 2.16.1)', async () => {
    const path = await sparse(101 * MB);
    Object.assign(phone.wx.getFileSystemManager(), { open: undefined });
    await expect(readSlice(path, 0, 1)).rejects.toMatchObject({ errno: 1300202 });
  });
});
