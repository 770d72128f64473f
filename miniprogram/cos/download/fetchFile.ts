import { type Answer, lowerCased, startExchange } from '../client/Exchange';
import { failureFrom } from '../failures/failureFrom';
import { removeFile } from '../files/wxFiles';
import type { DownloadContext } from './DownloadContext';

export interface FileRequest {
  readonly url: string;
  readonly header?: Readonly<Record<string, string>>;
  /** Where to; absent: a temporary path, which WeChat makes and does not count against the room of user files. */
  readonly path?: string | undefined;
  /** Bytes: of more than these nothing is taken. */
  readonly most: number;
  /** How many bytes have come, now and then. */
  onLoaded(bytes: number): void;
}

/** What wx.downloadFile got; the body is in the file. */
export interface FileAnswer {
  readonly statusCode: number;
  /** Undefined when WeChat did not tell them. */
  readonly headers: Answer['headers'] | undefined;
  /** Where the body is; '' when there were more bytes than were asked for. */
  readonly path: string;
}

/**
 * wx.downloadFile, whatever the status. It ends with `timeout` when nothing is heard for a while, whether or not `abort` is.
 * WeChat leaves nothing of a file that broke off, so what goes on from there has to be asked for in pieces.
 */
export async function fetchFile(
  { url, header = {}, path, most, onLoaded }: FileRequest,
  { client, cancellation, attempt }: DownloadContext,
): Promise<FileAnswer> {
  const { target, limits } = client;
  let running = true;
  let tooMany = false;
  let file = path ?? '';
  let headers: FileAnswer['headers'];
  const { answer, stop } = startExchange(
    attempt,
    target.host,
    limits.downloadSilence,
    ({ success, fail }, heard) => {
      const task = wx.downloadFile({
        url,
        header,
        ...(path === undefined ? {} : { filePath: path }),
        success: ({ statusCode, tempFilePath }) => {
          file = path ?? tempFilePath;
          // Aborted too late: the file came after it was removed.
          if (!running) void removeFile(file, limits.removal);
          success({ statusCode, data: '' });
        },
        fail,
      });
      // See WxTask.
      task?.onHeadersReceived?.(({ header: told }) => {
        headers = lowerCased(told);
        if (Number(headers['content-length']) > most) stopEarly();
      });
      task?.onProgressUpdate?.(({ totalBytesWritten }) => {
        // WeChat may tell some more after the end.
        if (!running) return;
        heard();
        if (totalBytesWritten > most) stopEarly();
        else onLoaded(totalBytesWritten);
      });
      return task;
    },
  );
  const stopEarly = () => {
    tooMany = true;
    stop();
  };
  try {
    const { statusCode } = await cancellation.unlessCancelled(answer, stop);
    return { statusCode, headers, path: file };
  } catch (error) {
    if (tooMany) return { statusCode: 200, headers, path: '' };
    throw failureFrom(error, attempt, { ...target, method: 'GET', url });
  } finally {
    running = false;
  }
}
