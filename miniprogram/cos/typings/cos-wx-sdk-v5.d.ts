/**
 * What this template uses of cos-wx-sdk-v5 1.4.13, which publishes no typings: its addressing and its signatures. Read from
 * its src/ (cos.js, base.js, util.js); holds for 1.8.0 as well, except that ForcePathStyle: true throws
 * from 1.5.0 on.
 */
declare module 'cos-wx-sdk-v5' {
  class COS {
    constructor(options: COS.Options);

    static readonly version: string;

    /** A live object: the SDK reads it at each signature. */
    readonly options: {
      /** Milliseconds to add to the phone's clock to get the server's. */
      SystemClockOffset: number;
    };

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

    type Callback<T> = (error: unknown, answer: T) => void;

    interface BucketParams {
      Bucket: string;
      Region: string;
    }

    interface ObjectUrlParams extends BucketParams {
      /** One slash at its start is taken off: `/` is the bucket itself. */
      Key: string;
      /** Default GET. */
      Method?: string;
      /** Seconds; default 900. */
      Expires?: number;
      /** Signed. */
      Query?: Readonly<Record<string, string>>;
    }
  }

  export = COS;
}
