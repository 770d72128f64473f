import { writeFileSync } from 'node:fs';
import promises, { readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { resolveVirtualPath } from '../../../dev/simulator/in-node/phone/resolveVirtualPath';
import { type OpenPhone, openPhone, succeeded } from './support/openPhone';

let open: OpenPhone;
beforeEach(async () => {
  open = await openPhone();
});
afterEach(() => open.close());

const write = (filePath: string, text: string) =>
  open.call('writeFile', { filePath, text, encoding: 'utf8' });
const read = (filePath: string) => open.call('readFile', { filePath, encoding: 'utf8' });

describe('paths', () => {
  test.each([
    'http://usr/../settings.json',
    'http://usr/a/../../settings.json',
    'http://usr/./a',
    'http://usr/a\0.jpg',
    'http://usr/..\\settings.json',
    'http://usr.example.com/a',
    'http://other/a',
    'https://usr/a',
    '/etc/passwd',
    'file:///etc/passwd',
    '../settings.json',
    '',
  ])('%j leads nowhere', async (path) => {
    expect(resolveVirtualPath('/phone', path)).toBeUndefined();
    expect((await read(path)).reply).toEqual({
      ok: false,
      reason: `no such file or directory ${path}`,
      errno: 1300002,
    });
    expect(open.phone.filePath(path)).toBeUndefined();
  });

  test('nothing is decoded: an encoded path is a name like any other', async () => {
    const path = 'http://usr/%2e%2e%2fsettings.json';
    succeeded(await write(path, 'mine'));
    expect(await readdir(join(open.dir, 'usr'))).toEqual(['%2e%2e%2fsettings.json']);
    expect(succeeded(await read(path)).text).toBe('mine');
  });

  test('the real path of a file is given to the server of the page', () => {
    const path = open.phone.addTempFile('照片 1.JPG', Buffer.from('x'));
    expect(path).toMatch(/^http:\/\/tmp\/[0-9a-f]{32}\.jpg$/);
    expect(open.phone.filePath(path)).toBe(join(open.dir, 'tmp', path.slice('http://tmp/'.length)));
    expect(open.phone.filePath('http://tmp/')).toBeUndefined();
  });
});

describe('reading and writing', () => {
  test('text, bytes and parts of a file', async () => {
    const bytes = Uint8Array.from([0, 1, 2, 253, 254, 255]);
    succeeded(await open.call('writeFile', { filePath: 'http://usr/a.bin' }, bytes));
    expect(succeeded(await open.call('readFile', { filePath: 'http://usr/a.bin' })).bytes).toEqual(
      Buffer.from(bytes),
    );
    const part = await open.call('readFile', { filePath: 'http://usr/a.bin', position: 2, length: 3 });
    expect(succeeded(part).bytes).toEqual(Buffer.from([2, 253, 254]));
    const base64 = await open.call('readFile', { filePath: 'http://usr/a.bin', encoding: 'base64' });
    expect(succeeded(base64).text).toBe('AAEC/f7/');
    succeeded(await open.call('writeFile', { filePath: 'http://usr/b', text: 'AAEC', encoding: 'base64' }));
    expect(succeeded(await open.call('readFile', { filePath: 'http://usr/b' })).bytes).toEqual(
      Buffer.from([0, 1, 2]),
    );
  });

  test('position and length outside the file', async () => {
    succeeded(await write('http://usr/a', 'four'));
    const at = async (position: number, length: number) =>
      (await open.call('readFile', { filePath: 'http://usr/a', position, length })).reply;
    expect(await at(4, 1)).toMatchObject({ reason: 'value of position is out of range', errno: 1301009 });
    expect(await at(0, 5)).toMatchObject({ reason: 'value of length is out of range', errno: 1301006 });
    expect(await at(0, 0)).toMatchObject({ reason: 'value of length is out of range', errno: 1301006 });
  });

  test('an empty file is read whole', async () => {
    succeeded(await write('http://usr/empty', ''));
    expect(succeeded(await read('http://usr/empty')).text).toBe('');
  });

  test('stat, access, mkdir, readdir', async () => {
    succeeded(await open.call('makeDirectory', { dirPath: 'http://usr/a/b', recursive: true }));
    succeeded(await write('http://usr/a/b/c.txt', 'hello'));
    expect(succeeded(await open.call('readDirectory', { dirPath: 'http://usr/a/b' }))).toEqual({
      files: ['c.txt'],
    });
    const stats = succeeded(await open.call('statFile', { path: 'http://usr/a/b/c.txt' }));
    expect(stats).toMatchObject({ size: 5, directory: false });
    expect(Math.abs(stats.lastModifiedTime - Date.now() / 1000)).toBeLessThan(60);
    expect(succeeded(await open.call('statFile', { path: 'http://usr' }))).toMatchObject({
      directory: true,
    });
    succeeded(await open.call('accessFile', { path: 'http://usr/a' }));
    expect((await open.call('makeDirectory', { dirPath: 'http://usr/a', recursive: false })).reply).toEqual({
      ok: false,
      reason: 'file already exists http://usr/a',
      errno: 1301005,
    });
    expect((await open.call('makeDirectory', { dirPath: 'http://usr/x/y', recursive: false })).reply).toEqual(
      {
        ok: false,
        reason: 'no such file or directory http://usr/x/y',
        errno: 1300002,
      },
    );
    expect((await open.call('readFile', { filePath: 'http://usr/a' })).reply).toMatchObject({
      errno: 1301003,
    });
  });

  test('appendFile goes on where a file ends, and makes none', async () => {
    const append = (filePath: string, text: string) => open.call('appendFile', { filePath, text });
    succeeded(await write('http://usr/a', 'one '));
    succeeded(await append('http://usr/a', 'two '));
    succeeded(await open.call('appendFile', { filePath: 'http://usr/a' }, Buffer.from('three')));
    expect(succeeded(await read('http://usr/a')).text).toBe('one two three');
    expect((await append('http://usr/b', 'x')).reply).toMatchObject({ errno: 1300002 });
    expect((await append('http://tmp/b', 'x')).reply).toMatchObject({ errno: 1300013 });
    await truncate(join(open.dir, 'usr', 'a'), 200 * 1024 * 1024);
    expect((await append('http://usr/a', 'x')).reply).toMatchObject({ errno: 1300202 });
  });

  test('stat of a whole tree', async () => {
    succeeded(await open.call('makeDirectory', { dirPath: 'http://usr/a/b', recursive: true }));
    succeeded(await write('http://usr/a/b/c.txt', 'hello'));
    const tree = succeeded(await open.call('statTree', { path: 'http://usr' }));
    expect(tree.map(({ path }) => path).sort()).toEqual(['/', '/a', '/a/b', '/a/b/c.txt']);
    expect(tree.find(({ path }) => path === '/a/b/c.txt')?.stats).toMatchObject({ size: 5 });
  });

  test('only user files can be written; temporary ones not even removed', async () => {
    const temp = open.phone.addTempFile('a.txt', Buffer.from('x'));
    const denied = { ok: false, reason: 'permission denied', errno: 1300013 };
    expect((await write('http://tmp/b.txt', 'x')).reply).toEqual(denied);
    expect((await write('http://store/b.txt', 'x')).reply).toEqual(denied);
    expect((await open.call('unlinkFile', { filePath: temp })).reply).toEqual(denied);
    succeeded(await write('http://usr/a', 'x'));
    succeeded(await open.call('unlinkFile', { filePath: 'http://usr/a' }));
    expect((await open.call('unlinkFile', { filePath: 'http://usr/a' })).reply).toEqual({
      ok: false,
      reason: 'no such file or directory http://usr/a',
      errno: 1300002,
    });
    expect((await open.call('unlinkFile', { filePath: 'http://usr' })).reply).toMatchObject({
      errno: 1300001,
    });
  });

  test('a name longer than a disk takes', async () => {
    expect((await write(`http://usr/${'长'.repeat(90)}`, 'x')).reply).toMatchObject({ errno: 1300036 });
  });

  test('copyFile copies, saveFile moves', async () => {
    const temp = open.phone.addTempFile('a.txt', Buffer.from('content'));
    succeeded(await open.call('copyFile', { srcPath: temp, destPath: 'http://usr/copy.txt' }));
    expect(succeeded(await read('http://usr/copy.txt')).text).toBe('content');
    const { savedFilePath } = succeeded(await open.call('saveFile', { tempFilePath: temp }));
    expect(savedFilePath).toMatch(/^http:\/\/store\/[0-9a-f]{32}\.txt$/);
    expect(succeeded(await read(savedFilePath)).text).toBe('content');
    expect((await read(temp)).reply).toMatchObject({ errno: 1300002 });
    expect((await open.call('saveFile', { tempFilePath: temp })).reply).toEqual({
      ok: false,
      reason: 'tempFilePath file not exist',
      errno: 1301112,
    });
    const second = open.phone.addTempFile('b.txt', Buffer.from('second'));
    expect(
      succeeded(await open.call('saveFile', { tempFilePath: second, filePath: 'http://usr/kept.txt' })),
    ).toEqual({ savedFilePath: 'http://usr/kept.txt' });
    succeeded(await open.call('unlinkFile', { filePath: savedFilePath }));
  });
});

describe('limits', () => {
  const MB = 1024 * 1024;
  const full = {
    ok: false,
    reason: 'the maximum size of the file storage limit is exceeded',
    errno: 1300202,
  };
  /** A file that takes its size in the books but no room on the disk. */
  const sparse = async (path: string, size: number) => {
    await writeFile(path, '');
    await truncate(path, size);
  };

  test('200 MB of user and saved files together', async () => {
    await sparse(join(open.dir, 'usr', 'large'), 150 * MB);
    await sparse(join(open.dir, 'store', 'saved'), 50 * MB - 4);
    succeeded(await write('http://usr/four', '1234'));
    expect((await write('http://usr/five', '5')).reply).toEqual(full);
    // What a file replaces is given back.
    succeeded(await write('http://usr/four', '4321'));
    const temp = open.phone.addTempFile('a.txt', Buffer.from('x'));
    expect((await open.call('saveFile', { tempFilePath: temp })).reply).toEqual(full);
    expect(open.phone.filePath(temp)).toBeDefined();
    expect((await open.call('copyFile', { srcPath: temp, destPath: 'http://usr/x' })).reply).toEqual(full);
    expect(await readdir(join(open.dir, 'work'))).toEqual([]);
    succeeded(await open.call('unlinkFile', { filePath: 'http://store/saved' }));
    succeeded(await open.call('saveFile', { tempFilePath: temp }));
  });

  test('a disk of this machine that is full is a full phone, and keeps nothing of what did not fit', async () => {
    const temp = open.phone.addTempFile('a.txt', Buffer.from('x'));
    const fill = async (path: unknown): Promise<never> => {
      writeFileSync(String(path), 'half');
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    };
    jest.spyOn(promises, 'writeFile').mockImplementationOnce(fill);
    expect((await write('http://usr/a', 'whole')).reply).toEqual(full);
    jest.spyOn(promises, 'copyFile').mockImplementationOnce((_from, to) => fill(to));
    expect((await open.call('copyFile', { srcPath: temp, destPath: 'http://usr/b' })).reply).toEqual(full);
    expect(await readdir(join(open.dir, 'work'))).toEqual([]);
    expect(await readdir(join(open.dir, 'usr'))).toEqual([]);

    const chosen = Readable.from(
      (async function* () {
        yield 'half';
        throw new Error('The browser is gone.');
      })(),
    );
    await expect(open.phone.receiveChosenFile('b.txt', 0, chosen)).rejects.toThrow('The browser is gone.');
    expect(await readdir(join(open.dir, 'tmp'))).toHaveLength(1);
  });

  test('readFile takes 100 MB at most', async () => {
    await sparse(join(open.dir, 'usr', 'large'), 100 * MB + 1);
    expect((await open.call('readFile', { filePath: 'http://usr/large' })).reply).toEqual(full);
    // By WeChat's documentation the limit is one of the file, whatever is asked of it.
    const part = { filePath: 'http://usr/large', position: 100 * MB, length: 1 };
    expect((await open.call('readFile', part)).reply).toEqual(full);
    await truncate(join(open.dir, 'usr', 'large'), 100 * MB);
    const last = { filePath: 'http://usr/large', position: 100 * MB - 1, length: 1 };
    expect(succeeded(await open.call('readFile', last)).bytes).toEqual(Buffer.from([0]));
  });
});

test('after a restart user and saved files are there and temporary ones are not', async () => {
  const temp = open.phone.addTempFile('a.txt', Buffer.from('x'));
  succeeded(await write('http://usr/kept', 'kept'));
  open = await open.restart();
  expect(succeeded(await read('http://usr/kept')).text).toBe('kept');
  expect(open.phone.filePath(temp)).toBeUndefined();
});

test('a folder is no file, and a link to nowhere is none either', async () => {
  await symlink('/nonexistent', join(open.dir, 'usr', 'broken'));
  expect((await read('http://usr/broken')).reply).toMatchObject({ errno: 1300002 });
  expect((await open.call('readDirectory', { dirPath: 'http://usr/broken' })).reply).toMatchObject({
    errno: 1300002,
  });
});
