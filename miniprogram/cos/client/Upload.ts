import type COS from 'cos-wx-sdk-v5';
import { type Attempt, Failure } from '../failures/Failure';
import type { CosClient } from './CosClient';
import { contentTypeFor } from './contentTypeFor';
import { partSize, SINGLE_REQUEST_BYTES } from './partSize';
import { type Progress, startTask, type Task } from './Task';
import type { TimeLimits } from './timeLimits';

export interface UploadSource {
  readonly key: string;
  /** Local path. */
  readonly path: string;
  /** Bytes, more than 0. */
  readonly size: number;
  readonly attempt: Attempt;
}

/** One file on its way to one key. Started again after a failure it goes on with the parts that are missing. */
export class Upload {
  private uploadData: COS.UploadData = {};

  constructor(
    private readonly sdk: COS,
    private readonly client: CosClient,
    private readonly place: COS.BucketParams,
    private readonly limits: TimeLimits,
    private readonly source: UploadSource,
  ) {}

  /** Resolves when COS has acknowledged the whole file. */
  start(onProgress: (progress: Progress) => void): Task<void> {
    const { attempt, key, size } = this.source;
    return startTask(attempt, async ({ during, throwIfCancelled }) => {
      const inParts = size > SINGLE_REQUEST_BYTES;
      await this.client.attempt(attempt, () => {
        throwIfCancelled();
        const { sent, stop } = this.send(inParts, onProgress);
        return during(sent, stop);
      });
      if (!inParts) return;
      // A part that couldn't be read is sent empty by the SDK: only the size tells.
      const stored = await during(this.client.storedSize(key, attempt));
      if (stored !== undefined && stored !== size) {
        throw new Failure({
          code: 'file-unreadable',
          attempt,
          detail: `${size} bytes were to be sent, ${stored} arrived: the file changed while it was being read`,
        });
      }
    });
  }

  /** Lets the server forget the parts that it has: they cost storage until then. */
  discard(): void {
    const { UploadId } = this.uploadData;
    this.uploadData = {};
    if (UploadId === undefined) return;
    const { key, attempt } = this.source;
    this.client
      .attempt(attempt, () => this.sdk.multipartAbort({ ...this.place, Key: key, UploadId }))
      .catch((failure: Failure) =>
        console.warn(`Parts of ${key} were left on the server: ${failure.message}`),
      );
  }

  private send(inParts: boolean, onProgress: (progress: Progress) => void) {
    const { sdk, limits, source } = this;
    const { key, path, size, attempt } = source;
    let taskId: string | undefined;
    let stopped = false;
    let silence = 0;
    let watch: ReturnType<typeof setInterval> | undefined;
    const stop = () => {
      stopped = true;
      if (watch !== undefined) clearInterval(watch);
      // Also after an error: the SDK else takes the parts on the server for parts in use, and starts from the first.
      if (taskId !== undefined) sdk.cancelTask(taskId);
    };
    const sent = new Promise<void>((resolve, reject) => {
      const done = (error: unknown, answer?: COS.Answer) => {
        stop();
        if (error) {
          // The server has forgotten the parts (7730: NoSuchUpload): the next start begins anew.
          if (JSON.stringify(error).includes('NoSuchUpload')) this.uploadData = {};
          return reject(error);
        }
        if (answer?.ETag) return resolve();
        const detail = `HTTP status ${answer?.statusCode} without an ETag: not an answer of COS`;
        reject(new Failure({ code: 'server-error', attempt, detail, status: answer?.statusCode }));
      };
      // The SDK calls back neither when a part can't be read nor when wx doesn't.
      watch = setInterval(() => {
        silence += limits.fileCheck;
        wx.getFileSystemManager().access({ path, fail: done });
        if (silence >= limits.uploadSilence) {
          const detail = `nothing heard for ${silence / 1000} s`;
          done(new Failure({ code: 'timeout', attempt, detail, params: { host: this.client.target.host } }));
        }
      }, limits.fileCheck);
      const params: COS.UploadParams = {
        ...this.place,
        Key: key,
        FilePath: path,
        ContentType: contentTypeFor(key),
        onTaskReady: (id) => {
          taskId = id;
        },
        // Cancelled before the SDK knew the task; cancelTask within this call would break the SDK.
        onTaskStart: () => stopped && setTimeout(stop),
        onProgress: ({ loaded, total }) => {
          silence = 0;
          if (!total || stopped) return;
          // wx counts the bytes of the form, which are more than the file's.
          onProgress({ loaded: Math.min(size, Math.round((loaded / total) * size)), total: size });
        },
      };
      if (inParts) {
        const { uploadData } = this;
        sdk.sliceUploadFile({ ...params, SliceSize: partSize(size), UploadData: uploadData }, done);
      } else {
        sdk.postObject(params, done);
      }
    });
    return { sent, stop };
  }
}
