import type { Answer } from '../client/Exchange';
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

/** What the bytes have to be. */
interface Content {
  readonly size: number;
  readonly checksum?: string | undefined;
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
  const { unlessCancelled } = context.cancellation;
  const { size } = object;
  if (size > DOWNLOAD_BYTES) {
    const detail = `${size} bytes, WeChat downloads at most ${DOWNLOAD_BYTES}`;
    throw new Failure({ code: 'too-large', attempt, detail, params: { limit: DOWNLOAD_BYTES } });
  }
  const fetching = client.run(attempt, async () => {
    const signing = client.signedUrl(attempt, object.key, { lifetime: URL_LIFETIME });
    const { url } = await unlessCancelled(signing);
    const answer = await fetchFile(url, path, size, context);
    const content = contentOf(answer.headers ?? {}, object);
    await checkAnswer(answer, path, content.size, context);
    return content;
  });
  const content = await unlessCancelled(fetching);
  const checksum =
    content.checksum ?? (await unlessCancelled(client.headObject(attempt, object.key))).checksum;
  if (checksum !== undefined) await checkContent(path, { size: content.size, checksum }, context);
}

/** One that was overwritten since it was listed has other bytes, of which the answer tells. */
function contentOf(headers: Answer['headers'], object: StoredObject): Content {
  const { etag, 'content-length': length, 'x-cos-hash-crc64ecma': checksum } = headers;
  const overwritten = length !== undefined && etag !== undefined && etag !== `"${object.etag}"`;
  return overwritten
    ? { size: Number(length), checksum }
    : { size: object.size, checksum: checksum ?? object.checksum };
}

/** Throws unless it is COS's answer, with all bytes of the object. */
async function checkAnswer(
  { statusCode, headers }: FileAnswer,
  path: string,
  expected: number,
  { client, attempt }: DownloadContext,
): Promise<void> {
  const { files } = client.limits;
  const size = await fileSize(path, files).catch((error: unknown) => {
    // A success without a file.
    if (failureFrom(error, attempt).code === 'file-unreadable') return 0;
    throw error;
  });
  if (statusCode === 200 && size === expected && (headers === undefined || isOfCos(headers))) return;
  const start = await readText(path, ERROR_BYTES, files).catch(() => '');
  if (headers ? !isOfCos(headers) : /^\s*<(!doctype html|html)/i.test(start)) {
    throw client.unexpected(attempt, { statusCode, headers: headers ?? {}, text: start });
  }
  // WeChat: any HTTP status is a success, and the file is COS's error answer.
  if (statusCode !== 200) throw failureFrom({ error: start, statusCode, headers }, attempt, client.target);
  const detail = `${size} of ${expected} bytes arrived`;
  throw new Failure({ code: 'network-interrupted', attempt, detail });
}
