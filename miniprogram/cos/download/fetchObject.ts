import { explained } from '../client/explained';
import { hearFailure } from '../client/hearFailure';
import { isForeign, isOfCos } from '../client/isOfCos';
import { Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { fileSize, readText, removeFile } from '../files/wxFiles';
import { type LaneWish, lanes, type Passed } from '../network/Lanes';
import { network } from '../network/Network';
import { untilOnline } from '../network/untilOnline';
import { appLife } from '../task/AppLife';
import { retry } from '../task/retry';
import type { DownloadContext } from './DownloadContext';
import { type FileAnswer, type FileRequest, fetchFile } from './fetchFile';

/** Seconds. The URL has to be good when the request starts, not when it ends. */
const URL_LIFETIME = 300;
/** Of an answer that is not the object: all of COS's errors, and enough to know a web page. */
const ERROR_BYTES = 4 * 1024;

export interface ObjectRequest extends Omit<FileRequest, 'url'>, Omit<LaneWish, 'extra'> {
  readonly key: string;
  /** The requests for this object that are on their way. */
  readonly running: { count: number };
  /** How often it is tried at most. Default: as often as the time limits say. */
  readonly tries?: number;
}

/**
 * Downloads what `accept` makes of an answer of COS, with this number of bytes in its file; undefined: it is an error answer, or
 * not all has come. What breaks off is asked for again, and leaves no file.
 */
export function fetchObject<T>(
  request: ObjectRequest,
  accept: (answer: FileAnswer, bytes: number) => T | undefined,
  context: DownloadContext,
): Promise<T> {
  const { client, attempt, cancellation } = context;
  const { unlessCancelled } = cancellation;
  const { uploadPauses, patience, files, removal } = client.limits;
  const pauses = uploadPauses.slice(0, (request.tries ?? Infinity) - 1);
  const once = (passed: Passed) =>
    client.run(attempt, async (credential) => {
      const { url } = await unlessCancelled(
        client.signedUrl(attempt, request.key, { lifetime: URL_LIFETIME }),
      );
      const onLoaded = (loaded: number) => {
        passed(loaded);
        request.onLoaded(loaded);
      };
      const answer = await fetchFile({ ...request, url, onLoaded }, context);
      const bytes = await sizeOf(answer.path, context);
      const fits = answer.headers === undefined || isOfCos(answer.headers);
      const accepted = fits ? accept(answer, bytes) : undefined;
      if (accepted !== undefined) return accepted;
      const start = await readText(answer.path, ERROR_BYTES, files).catch(() => '');
      await removeFile(answer.path, removal);
      const failure = refusal(answer, start, `${bytes} bytes arrived`, context);
      const asked = { operation: 'getObject', key: request.key } as const;
      throw explained(failure, { asked, credential, method: 'GET', url, authorization: url });
    });
  const { bytes, fileBytes, running } = request;
  const wish: LaneWish = {
    bytes,
    fileBytes,
    get extra() {
      return running.count > 0;
    },
  };
  const inLane = async (passed: Passed) => {
    running.count += 1;
    const begun = appLife.now();
    try {
      const fetched = await unlessCancelled(once(passed));
      network.heard(true, begun);
      return fetched;
    } catch (error) {
      hearFailure(failureFrom(error, attempt), begun);
      throw error;
    } finally {
      running.count -= 1;
    }
  };
  const whenOnline = async () => {
    await untilOnline(patience, cancellation);
    return lanes.run(wish, cancellation, inLane);
  };
  return retry(whenOnline, { pauses, patience }, cancellation);
}

function refusal(
  { statusCode, headers }: FileAnswer,
  start: string,
  detail: string,
  { client, attempt }: DownloadContext,
): Failure {
  const answer = { statusCode, headers: headers ?? {}, text: start };
  const isPage = /^\s*<(!doctype html|html)/i.test(start);
  if (isForeign(answer) && (headers !== undefined || isPage)) return client.unexpected(attempt, answer);
  // WeChat: any HTTP status is a success, and the file is COS's error answer.
  if (statusCode !== 200 && statusCode !== 206) {
    return failureFrom({ error: start, statusCode, headers }, attempt, client.target);
  }
  // It was an answer all the same.
  const requestId = headers?.['x-cos-request-id'];
  return new Failure({ code: 'network-interrupted', attempt, detail, requestId });
}

/** 0 for a success without a file. */
async function sizeOf(path: string, { client, attempt }: DownloadContext): Promise<number> {
  if (path === '') return 0;
  return fileSize(path, client.limits.files).catch((error: unknown) => {
    if (failureFrom(error, attempt).code === 'file-unreadable') return 0;
    throw error;
  });
}
