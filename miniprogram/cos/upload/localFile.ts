import { withTimeLimit } from '../client/withTimeLimit';
import type { Attempt } from '../failures/Failure';

/** A file on the phone as it was at one moment: when one of these is another, the file has changed. */
export interface LocalFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was changed last. Milliseconds since 1970; WeChat knows whole seconds. */
  readonly modified: number;
}

/** For one that WeChat gives in seconds. */
const LARGEST_SECONDS = 1e11;

/** Rejects with what wx gives, or with a `Failure` when WeChat doesn't answer within `limit` milliseconds. */
export function lookAtFile(path: string, limit: number, attempt: Attempt): Promise<LocalFile> {
  const looking = new Promise<LocalFile>((resolve, reject) => {
    wx.getFileSystemManager().stat({
      path,
      success: ({ stats }) => {
        if (Array.isArray(stats)) return reject({ errMsg: `${path} is a folder` });
        const { size, lastModifiedTime } = stats;
        const modified = lastModifiedTime < LARGEST_SECONDS ? lastModifiedTime * 1000 : lastModifiedTime;
        resolve({ path, size, modified });
      },
      fail: reject,
    });
  });
  return withTimeLimit(looking, limit, { code: 'file-unreadable', attempt });
}

/** Exactly `length` bytes from `position` on. Rejects as `lookAtFile` does. */
export function readSlice(
  path: string,
  position: number,
  length: number,
  limit: number,
  attempt: Attempt,
): Promise<ArrayBuffer> {
  const reading = new Promise<ArrayBuffer>((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath: path,
      position,
      length,
      success: ({ data }) =>
        typeof data === 'string' ? reject({ errMsg: 'readFile:fail gave text' }) : resolve(data),
      fail: reject,
    });
  });
  return withTimeLimit(reading, limit, { code: 'file-unreadable', attempt });
}

export function isSameFile(one: LocalFile, other: LocalFile): boolean {
  return one.size === other.size && one.modified === other.modified;
}
