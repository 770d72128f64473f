import { unquoted } from '../client/StoredContent';
import { Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { removeFile } from '../files/wxFiles';
import { lanes } from '../network/Lanes';
import type { StoredObject } from '../objects/StoredObject';
import { PacedProgress } from '../task/PacedProgress';
import type { Content } from './Content';
import { checkContent } from './checkContent';
import type { DownloadContext } from './DownloadContext';
import { downloadInPieces } from './downloadInPieces';
import type { FileAnswer } from './fetchFile';
import { fetchObject } from './fetchObject';
import { PIECES_AT_ONCE, pieceSize } from './pieceSize';
import type { TemporaryCopies } from './TemporaryCopies';

/** WeChat: wx.downloadFile takes 200 MB at most. */
const DOWNLOAD_BYTES = 200 * 1024 * 1024;
/** An object that is overwritten again and again is not to be had in pieces. */
const VERSIONS = 3;

/**
 * The object's bytes, all of them, in a file whose path it resolves with, or a `Failure`. The file is for the caller to remove
 * from the copies.
 *
 * They are compared with the CRC-64 that COS has for the object: `checksum-mismatch`. Not covered are objects for which
 * COS has none (stored before COS computed it, copies of those: COS, document 40334), of which only the size is known
 * to be right, and files that `checkContent` can't read. Pictures and videos that WeChat loads by a URL into `<image>`,
 * `<video>` or a preview never pass here.
 *
 * A large one comes in pieces, of which a break costs one: WeChat leaves nothing of a download that broke off. Where there is no
 * room to join them it comes in one request to WeChat's temporary path, which does not count against the 200 MB of user files
 * (while the Mini Program runs there are 4 GB of those; WeChat removes them). How such a path ends is documented nowhere but for
 * the hint that a server should tell a proper Content-Type: so whoever needs an extension has to look at it.
 */
export async function download(
  object: StoredObject,
  extension: string,
  copies: TemporaryCopies,
  context: DownloadContext,
): Promise<string> {
  const { attempt, cancellation } = context;
  const { size } = object;
  if (size > DOWNLOAD_BYTES) {
    const detail = `${size} bytes, WeChat downloads at most ${DOWNLOAD_BYTES}`;
    const params = { kind: 'download', limit: DOWNLOAD_BYTES };
    throw new Failure({ code: 'too-large', attempt, detail, params });
  }
  const progress = new PacedProgress(context.onProgress);
  try {
    const piece = pieceSize(size, lanes.speed.rate);
    const inPieces = piece < size;
    const taking = inPieces
      ? copies.pathWithRoom(object.name, extension, size, PIECES_AT_ONCE * piece)
      : copies.path(object.name, extension, size);
    const path = await cancellation.unlessCancelled(taking).catch((error: unknown) => {
      // Its room is given back when it comes after a cancel.
      taking.then((late) => (late === undefined ? undefined : copies.remove(late))).catch(() => undefined);
      throw error;
    });
    if (path !== undefined) {
      try {
        if (!inPieces || !(await tryPieces(object, piece, path, copies, progress, context))) {
          await downloadWhole(object, path, progress, context);
        }
        return path;
      } catch (error) {
        await copies.remove(path);
        if (failureFrom(error, attempt).code !== 'storage-full') throw error;
      }
    }
    return await downloadWhole(object, undefined, progress, context);
  } finally {
    progress.stop();
  }
}

/** False when this object is not to be had in pieces. */
async function tryPieces(
  object: StoredObject,
  piece: number,
  path: string,
  copies: TemporaryCopies,
  progress: PacedProgress,
  context: DownloadContext,
): Promise<boolean> {
  const { client, attempt, cancellation } = context;
  const find = () => client.headObject(attempt, object.key);
  let content: Content = object;
  for (let version = 1; version <= VERSIONS; version += 1) {
    if (content.size <= piece) return false;
    // A listing does not tell the checksum, which is not needed before all is here.
    const found = content.checksum === undefined ? find() : Promise.resolve(content);
    found.catch(() => undefined);
    const outcome = await downloadInPieces(
      { key: object.key, content, found, pieceSize: piece, path, copies, progress },
      context,
    );
    if (outcome !== 'overwritten') return outcome === 'complete';
    content = await cancellation.unlessCancelled(find());
  }
  return false;
}

/** In one request; resolves with its path. */
async function downloadWhole(
  object: StoredObject,
  path: string | undefined,
  progress: PacedProgress,
  context: DownloadContext,
): Promise<string> {
  const { client, attempt, cancellation } = context;
  const { key, size } = object;
  const { path: file, content } = await fetchObject(
    {
      key,
      path,
      fileBytes: size,
      bytes: size,
      most: DOWNLOAD_BYTES,
      running: { count: 0 },
      // Each try may cost all of a large file.
      ...(path === undefined ? { tries: 2 } : {}),
      onLoaded: (loaded) => progress.set(loaded, size),
    },
    (answer, bytes) => {
      const found = contentOf(answer.headers ?? {}, object);
      return answer.statusCode === 200 && bytes === found.size
        ? { path: answer.path, content: found }
        : undefined;
    },
    context,
  );
  try {
    const checksum =
      content.checksum ?? (await cancellation.unlessCancelled(client.headObject(attempt, key))).checksum;
    if (checksum !== undefined) await checkContent(file, { ...content, checksum }, context);
  } catch (error) {
    if (path === undefined) await removeFile(file, client.limits.removal);
    throw error;
  }
  return file;
}

/** One that was overwritten since it was listed has other bytes, of which the answer tells. */
function contentOf(headers: NonNullable<FileAnswer['headers']>, object: StoredObject): Content {
  const { etag, 'content-length': length, 'x-cos-hash-crc64ecma': checksum } = headers;
  const overwritten = length !== undefined && etag !== undefined && unquoted(etag) !== object.etag;
  return overwritten
    ? { etag: unquoted(etag), size: Number(length), ...(checksum && { checksum }) }
    : { ...object, ...(checksum && { checksum }) };
}
