/** The file system of WeChat as promises. They reject with what `fail` got. */

/** Bytes. */
export function fileSize(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().stat({
      path,
      success: ({ stats }) =>
        Array.isArray(stats) ? reject({ errMsg: `${path} is a folder` }) : resolve(stats.size),
      fail: reject,
    });
  });
}

/** At most `most` bytes of its beginning, as text. */
export async function readText(path: string, most: number): Promise<string> {
  const length = Math.min(most, await fileSize(path));
  return length === 0 ? '' : (read(path, { position: 0, length, encoding: 'utf8' }) as Promise<string>);
}

/** At most `most` bytes of its beginning. */
export async function readStart(path: string, most: number): Promise<Uint8Array> {
  const length = Math.min(most, await fileSize(path));
  return length === 0 ? new Uint8Array() : readSlice(path, 0, length);
}

/** From 1 byte to the end of the file: WeChat refuses a length of 0 and one that is longer than the file. */
export async function readSlice(path: string, position: number, length: number): Promise<Uint8Array> {
  return new Uint8Array((await read(path, { position, length })) as ArrayBuffer);
}

function read(
  filePath: string,
  options: { position: number; length: number; encoding?: 'utf8' },
): Promise<string | ArrayBuffer> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      ...options,
      success: ({ data }) => resolve(data),
      fail: reject,
    });
  });
}

export function copyFile(srcPath: string, destPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().copyFile({ srcPath, destPath, success: () => resolve(), fail: reject });
  });
}

/** Nothing happens when there is no such file. */
export function removeFile(path: string): Promise<void> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().unlink({ filePath: path, complete: () => resolve() });
  });
}

export function makeFolder(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().mkdir({
      dirPath: path,
      success: () => resolve(),
      // WeChat: errno 1301005.
      fail: (error) => (/already exists/.test(error.errMsg) ? resolve() : reject(error)),
    });
  });
}

export function listFolder(path: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readdir({
      dirPath: path,
      success: ({ files }) => resolve(files),
      fail: reject,
    });
  });
}
