import type { CosClient } from '../client/CosClient';
import type { Cancellation, Progress } from '../client/Task';
import type { TimeLimits } from '../client/timeLimits';
import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { readRawError } from '../failures/RawError';
import type { StoredObject } from './StoredObject';
import { fileSize, readText, removeFile } from './wxFiles';

/** WeChat: wx.downloadFile takes 200 MB at most. */
const DOWNLOAD_BYTES = 200 * 1024 * 1024;
/** Seconds. The URL has to be good when the request starts, not when it ends. */
const URL_LIFETIME = 300;
/** Between two calls of onProgress. Milliseconds. */
const PACE = 250;

export interface DownloadContext {
  readonly client: CosClient;
  readonly limits: TimeLimits;
  readonly cancellation: Cancellation;
  readonly attempt: Attempt;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** The object's bytes to `path`, all of them: else there is no file and a `Failure`. */
export async function download(object: StoredObject, path: string, context: DownloadContext): Promise<void> {
  const { client, cancellation, attempt } = context;
  if (object.size > DOWNLOAD_BYTES) {
    const detail = `${object.size} bytes, WeChat downloads at most ${DOWNLOAD_BYTES}`;
    throw new Failure({ code: 'too-large', attempt, detail, params: { limit: DOWNLOAD_BYTES } });
  }
  const fetch = () =>
    client.attempt(attempt, async () => {
      cancellation.throwIfCancelled();
      const { url } = await cancellation.during(
        client.signedUrl(attempt, object.key, { lifetime: URL_LIFETIME }),
      );
      await request(url, path, object.size, context);
      const size = await fileSize(path);
      if (size === object.size) return;
      const detail = `${size} of ${object.size} bytes arrived`;
      throw new Failure({ code: 'network-interrupted', attempt, detail });
    });
  try {
    await fetch().catch(async (failure: Failure) => {
      if (failure.code !== 'request-expired' && failure.code !== 'clock-skewed') throw failure;
      // The phone's clock was set anew: a request through the SDK corrects it.
      await client.find(attempt, object.key);
      await fetch();
    });
  } catch (error) {
    await removeFile(path);
    throw error;
  }
}

async function request(url: string, path: string, total: number, context: DownloadContext): Promise<void> {
  const { client, limits, cancellation, attempt, onProgress } = context;
  let task: WechatMiniprogram.DownloadTask | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let told = 0;
  const stop = () => {
    if (silence !== undefined) clearTimeout(silence);
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
      success: ({ statusCode }) => resolve(statusCode),
      fail: reject,
      complete: () => silence !== undefined && clearTimeout(silence),
    });
    task.onProgressUpdate(({ totalBytesWritten }) => {
      listen();
      const loaded = Math.min(total, totalBytesWritten);
      if (loaded < total && Date.now() - told < PACE) return;
      told = Date.now();
      onProgress?.({ loaded, total });
    });
  });
  const statusCode = await cancellation.during(finished, stop);
  if (statusCode === 200) return;
  // WeChat: any HTTP status is a success, and the file is COS's error answer.
  const answer = await readText(path).catch((error: unknown) => readRawError(error).text);
  throw failureFrom({ error: answer, statusCode }, attempt, client.target);
}
