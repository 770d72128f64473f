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

export function readText(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath: path,
      encoding: 'utf8',
      success: ({ data }) => resolve(String(data)),
      fail: reject,
    });
  });
}

/** At most `most` bytes. WeChat refuses a length that goes past the end of the file. */
export async function readStart(path: string, most: number): Promise<Uint8Array> {
  const length = Math.min(most, await fileSize(path));
  if (length === 0) return new Uint8Array();
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath: path,
      position: 0,
      length,
      success: ({ data }) =>
        typeof data === 'string' ? reject({ errMsg: 'text' }) : resolve(new Uint8Array(data)),
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
