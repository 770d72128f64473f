import { isOfCos } from '../client/isOfCos';
import { Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { fileSize, readText } from '../files/wxFiles';
import type { StoredObject } from '../objects/StoredObject';
import { checkContent } from './checkContent';
import type { DownloadContext } from './DownloadContext';
import { type FileAnswer, fetchFile } from './fetchFile';

/** WeChat: wx.downloadFile takes 200 MB at most. */
const DOWNLOAD_BYTES = 200 * 1024 * 1024;
/** Seconds. The URL has to be good when the request starts, not when it ends. */
const URL_LIFETIME = 300;
/** Of an answer that is not the object: all of COS's errors, and enough to know a web page. */
const ERROR_BYTES = 4 * 1024;

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
  const fetching = client.attempt(attempt, async () => {
    const { url } = await during(client.signedUrl(attempt, object.key, { lifetime: URL_LIFETIME }));
    const answer = await fetchFile(url, path, size, context);
    await checkAnswer(answer, path, size, context);
    return answer;
  });
  const { headers } = await during(fetching);
  const checksum =
    headers?.['x-cos-hash-crc64ecma'] ??
    object.checksum ??
    (await during(client.find(attempt, object.key))).checksum;
  if (checksum !== undefined) await checkContent(path, { size, checksum }, context);
}

/** Throws unless it is COS's answer, with all bytes of the object. */
async function checkAnswer(
  { statusCode, headers }: FileAnswer,
  path: string,
  expected: number,
  { client, limits, attempt }: DownloadContext,
): Promise<void> {
  const size = await fileSize(path, limits.files).catch((error: unknown) => {
    // A success without a file.
    if (failureFrom(error, attempt).code === 'file-unreadable') return 0;
    throw error;
  });
  if (statusCode === 200 && size === expected && (headers === undefined || isOfCos(headers))) return;
  const start = await readText(path, ERROR_BYTES, limits.files).catch(() => '');
  if (headers ? !isOfCos(headers) : /^\s*<(!doctype html|html)/i.test(start)) {
    throw client.strange(attempt, { statusCode, headers: headers ?? {}, text: start });
  }
  // WeChat: any HTTP status is a success, and the file is COS's error answer.
  if (statusCode !== 200) throw failureFrom({ error: start, statusCode, headers }, attempt, client.target);
  const detail = `${size} of ${expected} bytes arrived`;
  throw new Failure({ code: 'network-interrupted', attempt, detail });
}
