/**
 * The file system of WeChat as promises. They reject with what `fail` got, or when WeChat does not answer within
 * `limit` milliseconds.
 */
import { timeLimits } from '../client/timeLimits';
import { fromWx } from './fromWx';

/** Bytes. */
export function fileSize(path: string, limit = timeLimits.files): Promise<number> {
  return fromWx('stat', limit, (resolve, reject) => {
    wx.getFileSystemManager().stat({
      path,
      success: ({ stats }) =>
        Array.isArray(stats) ? reject({ errMsg: `${path} is a folder` }) : resolve(stats.size),
      fail: reject,
    });
  });
}

/** At most `most` bytes of its beginning, as text. */
export async function readText(path: string, most: number, limit = timeLimits.files): Promise<string> {
  const length = Math.min(most, await fileSize(path, limit));
  return length === 0 ? '' : String(await read(path, { position: 0, length, encoding: 'utf8' }, limit));
}

/** At most `most` bytes of its beginning. */
export async function readStart(path: string, most: number, limit = timeLimits.files): Promise<Uint8Array> {
  const length = Math.min(most, await fileSize(path, limit));
  return length === 0 ? new Uint8Array() : readSlice(path, 0, length, limit);
}

/** `length` bytes, fewer at the end of the file. WeChat refuses a length of 0 and one that is longer than the file. */
export async function readSlice(
  path: string,
  position: number,
  length: number,
  limit = timeLimits.files,
): Promise<Uint8Array> {
  const data = await read(path, { position, length }, limit);
  if (typeof data === 'string') throw { errMsg: `readFile:fail text instead of the bytes of ${path}` };
  return new Uint8Array(data);
}

function read(
  filePath: string,
  options: { position: number; length: number; encoding?: 'utf8' },
  limit: number,
): Promise<string | ArrayBuffer> {
  return fromWx('readFile', limit, (resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      ...options,
      success: ({ data }) => resolve(data),
      fail: reject,
    });
  });
}

export function copyFile(srcPath: string, destPath: string, limit = timeLimits.files): Promise<void> {
  return fromWx('copyFile', limit, (resolve, reject) => {
    wx.getFileSystemManager().copyFile({ srcPath, destPath, success: () => resolve(), fail: reject });
  });
}

/** Nothing happens when there is no such file, or when it can't be removed. */
export function removeFile(path: string, limit = timeLimits.removal): Promise<void> {
  return fromWx<void>('unlink', limit, (resolve) => {
    wx.getFileSystemManager().unlink({ filePath: path, complete: () => resolve() });
  }).catch(() => undefined);
}

export function makeFolder(path: string, limit = timeLimits.files): Promise<void> {
  return fromWx('mkdir', limit, (resolve, reject) => {
    wx.getFileSystemManager().mkdir({
      dirPath: path,
      success: () => resolve(),
      // WeChat: errno 1301005.
      fail: (error) => (/already exists/.test(error.errMsg) ? resolve() : reject(error)),
    });
  });
}

export function listFolder(path: string, limit = timeLimits.files): Promise<readonly string[]> {
  return fromWx('readdir', limit, (resolve, reject) => {
    wx.getFileSystemManager().readdir({
      dirPath: path,
      success: ({ files }) => resolve(files),
      fail: reject,
    });
  });
}
