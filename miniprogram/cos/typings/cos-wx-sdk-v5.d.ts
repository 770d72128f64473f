/**
 * What this template uses of cos-wx-sdk-v5 1.4.13, which publishes no typings. Read from its src/ (cos.js, base.js,
 * advance.js, task.js, util.js); holds for 1.8.0 as well, except that ForcePathStyle: true throws from 1.5.0 on.
 */
declare module 'cos-wx-sdk-v5' {
  class COS {
    constructor(options: COS.Options);

    /** A live object: the SDK reads it at each request, and writes SystemClockOffset when COS says the clock is off. */
    readonly options: {
      /** Milliseconds to add to the phone's clock to get the server's. */
      SystemClockOffset: number;
    };

    /** Without a callback each of these returns a promise that rejects with an ErrorAnswer. */
    getBucket(params: COS.GetBucketParams): Promise<COS.GetBucketAnswer>;
    headObject(params: COS.ObjectParams): Promise<COS.HeadObjectAnswer>;
    /** 404 is no error here: it resolves with BucketNotFound. */
    deleteObject(params: COS.ObjectParams): Promise<COS.DeleteObjectAnswer>;
    multipartAbort(params: COS.ObjectParams & { UploadId: string }): Promise<COS.Answer>;

    /** One multipart/form-data request through wx.uploadFile. Never calls back after cancelTask. */
    postObject(params: COS.UploadParams, callback: COS.Callback<COS.PostObjectAnswer>): void;
    /** In parts through wx.request. Never calls back after cancelTask, nor when a part of the file can't be read. */
    sliceUploadFile(params: COS.SliceUploadParams, callback: COS.Callback<COS.Answer>): void;
    /** Ignored until the task has started (onTaskStart); deletes the callback of the task. */
    cancelTask(taskId: string): void;

    /** The return value is an unsigned URL while getAuthorization answers later: only the callback has the signed one. */
    getObjectUrl(params: COS.ObjectUrlParams, callback: COS.Callback<{ Url: string }>): string;
  }

  namespace COS {
    interface Options {
      /** Default false. True: the URL is <Domain>/<Bucket>/<Key>, and so is the signed path. */
      ForcePathStyle?: boolean;
      /** Default: COS's own host. With a scheme; without one it becomes https. {Bucket} and {Region} are replaced. */
      Domain?: string;
      getAuthorization(
        this: void,
        options: AuthorizationOptions,
        callback: (credential: TemporaryKey | Record<string, never>) => void,
      ): void;
      /** Milliseconds, passed to wx.request and wx.uploadFile; 0 (default): WeChat's own. */
      Timeout?: number;
      /** Files at a time; default 3. */
      FileParallelLimit?: number;
      /** Parts of one file at a time; default 3. */
      ChunkParallelLimit?: number;
      /** Further tries of a part; default 2. */
      ChunkRetryTimes?: number;
      /** Milliseconds between two calls of onProgress; default 1000. */
      ProgressInterval?: number;
    }

    interface AuthorizationOptions {
      readonly Bucket: string;
      readonly Region: string;
      readonly Method: string;
      /** The signed path without its first slash. */
      readonly Key: string;
    }

    /**
     * Without StartTime the SDK signs each request from its own (corrected) now on, for 900 s or for Expires. With it
     * every signature starts at StartTime, and a link that lives shorter than the key is old is born expired.
     */
    interface TemporaryKey {
      readonly TmpSecretId: string;
      readonly TmpSecretKey: string;
      readonly SecurityToken: string;
      /** Unix seconds, 10 digits. Only rules the SDK's own cache: used again while more than 60 s are left. */
      readonly ExpiredTime: number;
    }

    type Callback<T> = (error: ErrorAnswer | null, answer: T) => void;

    /** What an error looks like: base.js _submitRequest, and once more wrapped by sliceUploadFile. */
    interface ErrorAnswer {
      /** errMsg of wx, the parsed <Error> of COS, {} when the body had none, or another ErrorAnswer. */
      readonly error?: unknown;
      readonly message?: string;
      readonly statusCode?: number;
      /** Names in lower case. */
      readonly headers?: Readonly<Record<string, string>>;
    }

    interface Answer {
      readonly statusCode?: number;
      /** Names in lower case. */
      readonly headers?: Readonly<Record<string, string>>;
      /** With its quotes. */
      readonly ETag?: string;
    }

    interface BucketParams {
      Bucket: string;
      Region: string;
    }

    interface ObjectParams extends BucketParams {
      Key: string;
    }

    interface GetBucketParams extends BucketParams {
      Prefix?: string;
      /** Exclusive. */
      Marker?: string;
      /** At most 1000. */
      MaxKeys?: number;
    }

    /** Every value is text: nothing in COS's XML is converted. */
    interface GetBucketAnswer extends Answer {
      readonly Contents: readonly ListedObject[];
      readonly IsTruncated?: 'true' | 'false';
      readonly NextMarker?: string;
    }

    interface ListedObject {
      readonly Key: string;
      /** ISO 8601. */
      readonly LastModified: string;
      /** With its quotes. */
      readonly ETag: string;
      /** Bytes. */
      readonly Size: string;
    }

    type HeadObjectAnswer = Answer;

    interface DeleteObjectAnswer extends Answer {
      readonly BucketNotFound?: true;
    }

    interface UploadParams extends ObjectParams {
      FilePath: string;
      /** Of the object. Without it the SDK, or COS for a form, takes one by the key's extension, text/html too. */
      ContentType?: string;
      /** Called synchronously, before the task can be cancelled. */
      onTaskReady?(taskId: string): void;
      /** From now on cancelTask works, but not within this call. */
      onTaskStart?(task: { readonly id: string }): void;
      /** Bytes. For postObject of the whole form, and undefined before the first byte; for parts 0 or the whole part. */
      onProgress?(progress: { readonly loaded: number; readonly total?: number }): void;
    }

    interface SliceUploadParams extends UploadParams {
      /** Bytes; at least 1 MB, raised so that a file has at most 10,000 parts. */
      SliceSize?: number;
      /** Filled in while parts are sent; handed in again, the upload goes on with the parts that are missing. */
      UploadData?: UploadData;
    }

    interface UploadData {
      UploadId?: string;
      PartList?: { PartNumber: number; ETag: string | null; Uploaded: boolean }[];
    }

    type PostObjectAnswer = Answer;

    interface ObjectUrlParams extends ObjectParams {
      /** Seconds; default 900. */
      Expires?: number;
      /** Signed. */
      Query?: Readonly<Record<string, string>>;
    }
  }

  export = COS;
}
