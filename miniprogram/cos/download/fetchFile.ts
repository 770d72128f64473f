import { type Answer, lowerCased, startExchange } from '../client/Exchange';
import { failureFrom } from '../failures/failureFrom';
import { removeFile } from '../files/wxFiles';
import { Throttle } from '../task/Throttle';
import type { DownloadContext } from './DownloadContext';

/** Between two calls of onProgress. Milliseconds. */
const PACE = 250;

/** What wx.downloadFile got; the body is in the file. */
export interface FileAnswer {
  readonly statusCode: number;
  /** Undefined when WeChat did not tell them. */
  readonly headers: Answer['headers'] | undefined;
}

/**
 * wx.downloadFile to `path`, whatever the status. `total` bytes are expected, for the progress. It ends with `timeout`
 * when nothing is heard for a while, whether or not `abort` is.
 */
export async function fetchFile(
  url: string,
  path: string,
  total: number,
  { client, cancellation, attempt, onProgress }: DownloadContext,
): Promise<FileAnswer> {
  const { target, limits } = client;
  let running = true;
  let loaded = 0;
  let headers: FileAnswer['headers'];
  const progress = new Throttle(() => onProgress?.({ loaded, total }), PACE);
  const { answer, stop } = startExchange(
    attempt,
    target.host,
    limits.downloadSilence,
    ({ success, fail }, heard) => {
      const task = wx.downloadFile({
        url,
        filePath: path,
        success: ({ statusCode }) => {
          // Aborted too late: the file came after it was removed.
          if (!running) void removeFile(path, limits.removal);
          success({ statusCode, data: '' });
        },
        fail,
      });
      task.onHeadersReceived(({ header }) => {
        headers = lowerCased(header);
      });
      task.onProgressUpdate(({ totalBytesWritten }) => {
        // WeChat may tell some more after the end.
        if (!running) return;
        heard();
        loaded = Math.min(total, totalBytesWritten);
        if (loaded === total) progress.now();
        else progress.soon();
      });
      return task;
    },
  );
  try {
    const { statusCode } = await cancellation.unlessCancelled(answer, stop);
    return { statusCode, headers };
  } catch (error) {
    throw failureFrom(error, attempt, { ...target, method: 'GET', url });
  } finally {
    running = false;
    progress.stop();
  }
}
