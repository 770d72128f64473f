/**
 * The file system of WeChat as promises. They reject with what `fail` got, or when WeChat does not answer within
 * `limit` milliseconds.
 */
import { fromWx } from '../task/fromWx';
import { timeLimits } from '../task/timeLimits';

/** A file on the phone as it was at one moment: when one of these is another, the file has changed. */
export interface LocalFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was changed last. Milliseconds since 1970; WeChat knows whole seconds. */
  readonly modified: number;
}

/** A time below is one in seconds. */
const MILLISECONDS = 1e11;

export function lookAtFile(path: string, limit = timeLimits.files): Promise<LocalFile> {
  return fromWx('stat', limit, (resolve, reject) => {
    wx.getFileSystemManager().stat({
      path,
      success: ({ stats }) => {
        if (Array.isArray(stats)) return reject({ errMsg: `stat:fail ${path} is a folder` });
        const { size, lastModifiedTime: time } = stats;
        resolve({ path, size, modified: time < MILLISECONDS ? time * 1000 : time });
      },
      fail: reject,
    });
  });
}

type State = Pick<LocalFile, 'size' | 'modified'>;

export function isSameFile(one: State, other: State): boolean {
  return one.size === other.size && one.modified === other.modified;
}

/** Bytes. */
export async function fileSize(path: string, limit = timeLimits.files): Promise<number> {
  return (await lookAtFile(path, limit)).size;
}

/** At most `most` bytes of its beginning, as text. */
export async function readText(path: string, most: number, limit = timeLimits.files): Promise<string> {
  const length = Math.min(most, await fileSize(path, limit));
  return length === 0 ? '' : String(await read(path, { position: 0, length, encoding: 'utf8' }, limit));
}

/** At most `most` bytes of its beginning. */
export async function readStart(path: string, most: number, limit = timeLimits.files): Promise<Uint8Array> {
  const size = await fileSize(path, limit);
  const length = Math.min(most, size);
  return length === 0 ? new Uint8Array() : new Uint8Array(await readSlice(path, 0, length, limit, size));
}

/** WeChat: `readFile` takes files of at most so many bytes, by its documentation; also for a slice, as far as it tells. */
export const READ_FILE_BYTES = 100 * 1024 * 1024;

/** Larger files are opened, which base library 2.16.1 brought. */
export function canRead(fileBytes: number): boolean {
  return fileBytes <= READ_FILE_BYTES || typeof wx.getFileSystemManager().open === 'function';
}

/**
 * `length` bytes, fewer at the end of the file. WeChat refuses a length of 0 and one that is longer than the file.
 * `fileBytes`: of the whole file; asked for when it is not known and `readFile` fails.
 */
export async function readSlice(
  path: string,
  position: number,
  length: number,
  limit = timeLimits.files,
  fileBytes?: number,
): Promise<ArrayBuffer> {
  if (fileBytes !== undefined && fileBytes > READ_FILE_BYTES)
    return readOpened(path, position, length, limit);
  const data = await read(path, { position, length }, limit).catch(async (error) => {
    const size = fileBytes ?? (await fileSize(path, limit).catch(() => 0));
    if (size <= READ_FILE_BYTES || !canRead(size)) throw error;
    return readOpened(path, position, length, limit);
  });
  if (typeof data === 'string') throw { errMsg: `readFile:fail text instead of the bytes of ${path}` };
  return data;
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

async function readOpened(
  filePath: string,
  position: number,
  length: number,
  limit: number,
): Promise<ArrayBuffer> {
  const files = wx.getFileSystemManager();
  const fd = await fromWx<string>('open', limit, (resolve, reject) => {
    files.open({ filePath, flag: 'r', success: (opened) => resolve(opened.fd), fail: reject });
  });
  try {
    return await fromWx<ArrayBuffer>('read', limit, (resolve, reject) => {
      files.read({
        fd,
        arrayBuffer: new ArrayBuffer(length),
        position,
        length,
        success: ({ arrayBuffer, bytesRead }) => resolve(arrayBuffer.slice(0, bytesRead)),
        fail: reject,
      });
    });
  } finally {
    // WeChat opens a limited number of files. One that can't be closed is no reason to lose what was read.
    files.close({ fd });
  }
}

/**
 * Resolves with the path of a smaller JPEG of a picture. WeChat: base library 2.4.0; as narrow as `width` px since 2.26.0, and
 * before with less quality only.
 */
export function compressPicture(src: string, width: number, limit = timeLimits.files): Promise<string> {
  return fromWx('compressImage', limit, (resolve, reject) => {
    const success = ({ tempFilePath }: { tempFilePath: string }) => resolve(tempFilePath);
    wx.compressImage({ src, quality: 70, compressedWidth: width, success, fail: reject });
  });
}

export function copyFile(srcPath: string, destPath: string, limit = timeLimits.files): Promise<void> {
  return fromWx('copyFile', limit, (resolve, reject) => {
    wx.getFileSystemManager().copyFile({ srcPath, destPath, success: () => resolve(), fail: reject });
  });
}

/** An empty one; what was there is gone. */
export function makeFile(filePath: string, limit = timeLimits.files): Promise<void> {
  return fromWx('writeFile', limit, (resolve, reject) => {
    const options = { filePath, data: '', success: () => resolve(), fail: reject };
    wx.getFileSystemManager().writeFile(options);
  });
}

/** To a file that is there. */
export function appendToFile(filePath: string, data: ArrayBuffer, limit = timeLimits.files): Promise<void> {
  return fromWx('appendFile', limit, (resolve, reject) => {
    wx.getFileSystemManager().appendFile({ filePath, data, success: () => resolve(), fail: reject });
  });
}

/** Bytes of all files in a folder and below it, of those whose path `counts`. Base library 2.3.0. */
export function folderBytes(
  path: string,
  counts: (path: string) => boolean,
  limit = timeLimits.files,
): Promise<number> {
  return fromWx('stat', limit, (resolve, reject) => {
    wx.getFileSystemManager().stat({
      path,
      recursive: true,
      success: ({ stats }) => {
        // Older typings have another shape.
        const entries = (Array.isArray(stats) ? stats : []) as unknown as readonly {
          readonly path: string;
          readonly stats: WechatMiniprogram.Stats;
        }[];
        const files = entries.filter((entry) => entry.stats.isFile() && counts(entry.path));
        resolve(files.reduce((sum, file) => sum + file.stats.size, 0));
      },
      fail: reject,
    });
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
      fail: (error) => (/already exists/.test(String(error?.errMsg)) ? resolve() : reject(error)),
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
