import { Failure } from '../failures/Failure';
import type { DownloadContext } from './DownloadContext';
import { removeFile } from './wxFiles';

/** Between two calls of onProgress. Milliseconds. */
const PACE = 250;

/** What wx.downloadFile got; the body is in the file. */
export interface FileAnswer {
  readonly statusCode: number;
  /** Names in lower case; undefined when WeChat did not tell them. */
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/**
 * wx.downloadFile to `path`, whatever the status. `total` bytes are expected, for the progress. It ends with `timeout`
 * when nothing is heard for a while, whether or not `abort` is.
 */
export async function fetchFile(
  url: string,
  path: string,
  total: number,
  context: DownloadContext,
): Promise<FileAnswer> {
  const { client, limits, cancellation, attempt, onProgress } = context;
  let task: WechatMiniprogram.DownloadTask | undefined;
  let state: 'running' | 'ended' | 'stopped' = 'running';
  let silence: ReturnType<typeof setTimeout> | undefined;
  let told = 0;
  let headers: FileAnswer['headers'];
  const leave = (next: 'ended' | 'stopped') => {
    state = next;
    if (silence !== undefined) clearTimeout(silence);
  };
  const stop = () => {
    leave('stopped');
    task?.abort();
  };
  const finished = new Promise<number>((resolve, reject) => {
    const listen = () => {
      if (silence !== undefined) clearTimeout(silence);
      silence = setTimeout(() => {
        const detail = `nothing heard for ${limits.downloadSilence / 1000} s`;
        reject(new Failure({ code: 'timeout', attempt, detail, params: { host: client.target.host } }));
        stop();
      }, limits.downloadSilence);
    };
    listen();
    task = wx.downloadFile({
      url,
      filePath: path,
      success: ({ statusCode }) => {
        // Aborted too late: the file came after it was removed.
        if (state === 'stopped') void removeFile(path, limits.removal);
        else leave('ended');
        resolve(statusCode);
      },
      fail: (error) => {
        if (state === 'running') leave('ended');
        reject(error);
      },
    });
    task.onHeadersReceived(({ header }) => {
      headers = inLowerCase(header);
    });
    task.onProgressUpdate(({ totalBytesWritten }) => {
      // WeChat may tell some more after the end.
      if (state !== 'running') return;
      listen();
      const loaded = Math.min(total, totalBytesWritten);
      if (loaded < total && Date.now() - told < PACE) return;
      told = Date.now();
      onProgress?.({ loaded, total });
    });
  });
  return { statusCode: await cancellation.during(finished, stop), headers };
}

/** WeChat: the spelling of names differs by platform. */
function inLowerCase(header: object): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value);
  return headers;
}
