import { type Answer, lowerCased, startExchange } from '../client/Exchange';
import { failureFrom } from '../failures/failureFrom';
import { removeFile } from '../files/wxFiles';
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
  context: DownloadContext,
): Promise<FileAnswer> {
  const { client, limits, cancellation, attempt, onProgress } = context;
  const { target } = client;
  let running = true;
  let told = 0;
  let headers: FileAnswer['headers'];
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
        const loaded = Math.min(total, totalBytesWritten);
        if (loaded < total && Date.now() - told < PACE) return;
        told = Date.now();
        onProgress?.({ loaded, total });
      });
      return task;
    },
  );
  try {
    const { statusCode } = await cancellation.during(answer, stop);
    return { statusCode, headers };
  } catch (error) {
    throw failureFrom(error, attempt, { ...target, method: 'GET', url });
  } finally {
    running = false;
  }
}
