import type { CosClient } from '../client/CosClient';
import type { Cancellation, Progress } from '../client/Task';
import type { TimeLimits } from '../client/timeLimits';
import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { checkContent } from './checkContent';
import type { StoredObject } from './StoredObject';
import { fileSize, readText, removeFile } from './wxFiles';

/** WeChat: wx.downloadFile takes 200 MB at most. */
const DOWNLOAD_BYTES = 200 * 1024 * 1024;
/** Seconds. The URL has to be good when the request starts, not when it ends. */
const URL_LIFETIME = 300;
/** Between two calls of onProgress. Milliseconds. */
const PACE = 250;
/** Of an answer that is not the object: all of COS's errors, and enough to know a web page. */
const ERROR_BYTES = 16 * 1024;

export interface DownloadContext {
  readonly client: CosClient;
  readonly limits: TimeLimits;
  readonly cancellation: Cancellation;
  readonly attempt: Attempt;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

interface Answer {
  readonly statusCode: number;
  /** Names in lower case; undefined when WeChat did not tell them. */
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/**
 * The object's bytes to `path`, all of them, or a `Failure`; what is at `path` then is for the caller to remove.
 *
 * They are compared with the CRC-64 that COS has for the object: `checksum-mismatch`. Not covered are objects for which
 * COS has none (stored before COS computed it, copies of those: COS, document 40334), of which only the size is known
 * to be right, and files that `checkContent` can't read. Pictures and videos that WeChat loads by a URL into `<image>`,
 * `<video>` or a preview never pass here.
 */
export async function download(object: StoredObject, path: string, context: DownloadContext): Promise<void> {
  const { client, attempt } = context;
  const { during } = context.cancellation;
  const { size } = object;
  if (size > DOWNLOAD_BYTES) {
    const detail = `${size} bytes, WeChat downloads at most ${DOWNLOAD_BYTES}`;
    throw new Failure({ code: 'too-large', attempt, detail, params: { limit: DOWNLOAD_BYTES } });
  }
  const fetch = () =>
    client.attempt(attempt, async () => {
      const { url } = await during(client.signedUrl(attempt, object.key, { lifetime: URL_LIFETIME }));
      const answer = await request(url, path, size, context);
      await checkAnswer(answer, path, size, context);
      return answer;
    });
  const { headers } = await during(fetch()).catch(async (failure: Failure) => {
    if (failure.code !== 'request-expired' && failure.code !== 'clock-skewed') throw failure;
    // The phone's clock was set anew: a request through the SDK corrects it.
    await during(client.find(attempt, object.key));
    return during(fetch());
  });
  const checksum =
    headers?.['x-cos-hash-crc64ecma'] ??
    object.checksum ??
    (await during(client.find(attempt, object.key))).checksum;
  if (checksum !== undefined) await checkContent(path, { size, checksum }, context);
}

async function request(url: string, path: string, total: number, context: DownloadContext): Promise<Answer> {
  const { client, limits, cancellation, attempt, onProgress } = context;
  let task: WechatMiniprogram.DownloadTask | undefined;
  let state: 'running' | 'ended' | 'stopped' = 'running';
  let silence: ReturnType<typeof setTimeout> | undefined;
  let told = 0;
  let headers: Answer['headers'];
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

/** Throws unless it is COS's answer, with all bytes of the object. */
async function checkAnswer(
  { statusCode, headers }: Answer,
  path: string,
  expected: number,
  { client, limits, attempt }: DownloadContext,
): Promise<void> {
  const size = await fileSize(path, limits.files).catch((error: unknown) => {
    // A success without a file.
    if (failureFrom(error, attempt).code === 'file-unreadable') return 0;
    throw error;
  });
  if (statusCode === 200 && size === expected && isOfCos(headers)) return;
  const start = await readText(path, ERROR_BYTES, limits.files).catch(() => '');
  if (headers ? !isOfCos(headers) : /^\s*<(!doctype html|html)/i.test(start)) {
    const { host } = client.target;
    const detail = `HTTP status ${statusCode}, but not an answer of COS: ${start.slice(0, 200)}`;
    const params = { host, status: statusCode };
    throw new Failure({ code: 'foreign-answer', attempt, detail, status: statusCode, params });
  }
  // WeChat: any HTTP status is a success, and the file is COS's error answer.
  if (statusCode !== 200) throw failureFrom({ error: start, statusCode, headers }, attempt, client.target);
  const detail = `${size} of ${expected} bytes arrived`;
  throw new Failure({ code: 'network-interrupted', attempt, detail });
}

/**
 * COS puts `x-cos-request-id` on every answer (document 7730); a CDN before an own domain may keep others of its
 * headers only. What WeChat did not tell counts as COS's.
 */
function isOfCos(headers: Answer['headers']): boolean {
  return headers === undefined || Object.keys(headers).some((name) => name.startsWith('x-cos-'));
}

/** WeChat: the spelling of names differs by platform. */
function inLowerCase(header: object): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value);
  return headers;
}
