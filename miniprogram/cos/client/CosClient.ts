import type COS from 'cos-wx-sdk-v5';
import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { readRawError } from '../failures/RawError';
import type { Clock } from './Clock';
import type { Credential } from './Credential';
import type { Credentials } from './Credentials';
import type { TimeLimits } from './timeLimits';
import { Upload, type UploadSource } from './Upload';
import { withTimeLimit } from './withTimeLimit';

export interface ListedObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Without quotes. */
  readonly etag: string;
}

export interface FoundObject extends ListedObject {
  readonly contentType?: string;
  /** CRC-64/XZ in decimal. */
  readonly checksum?: string;
}

export interface ObjectList {
  /** By key, in UTF-8 byte order. */
  readonly objects: readonly ListedObject[];
  /** Marker of the next page. */
  readonly next?: string;
}

export interface SignedUrl {
  readonly url: string;
  /** Milliseconds since 1970, on the server's clock. */
  readonly expiresAt: number;
  /** The key that signed it. */
  readonly credential: Credential;
}

/**
 * What the template asks of COS. Each method rejects with a `Failure` about the attempt it is given, always settles,
 * and repeats itself once with a new temporary key when COS rejects the one it has.
 */
export class CosClient {
  constructor(
    private readonly sdk: COS,
    private readonly credentials: Credentials,
    readonly clock: Clock,
    private readonly place: COS.BucketParams,
    private readonly host: string,
    private readonly limits: TimeLimits,
  ) {}

  /** Where requests go. */
  get target(): { host: string; bucket: string } {
    return { host: this.host, bucket: this.place.Bucket };
  }

  /** What the temporary key allows: prefix of the user's keys and size of an upload. */
  account(attempt: Attempt): Promise<Credential> {
    return this.credentials.get(attempt);
  }

  /**
   * Runs `call`, which throws what it gets from wx, the SDK or COS. A rejected key is replaced and the call repeated;
   * everything else is thrown as a `Failure`.
   */
  async attempt<T>(attempt: Attempt, call: () => Promise<T>): Promise<T> {
    let renewed = false;
    for (let tries = 1; ; tries += 1) {
      const credential = await this.credentials.get(attempt);
      try {
        return await call();
      } catch (error) {
        const cause = this.credentials.causeBehind(error) ?? error;
        const failure = failureFrom(cause, attempt, this.target);
        if (failure.code !== 'key-rejected' || renewed || tries === 3) throw failure;
        renewed = this.credentials.reject(credential);
      }
    }
  }

  async list(
    attempt: Attempt,
    { prefix, after, limit }: { prefix: string; after?: string | undefined; limit: number },
  ): Promise<ObjectList> {
    const answer = await this.operate(attempt, () =>
      this.sdk.getBucket({
        ...this.place,
        Prefix: prefix,
        MaxKeys: limit,
        ...(after === undefined ? {} : { Marker: after }),
      }),
    );
    if (answer.IsTruncated === undefined) throw this.strangeAnswer(attempt, answer);
    const objects = answer.Contents.map((listed) => ({
      key: listed.Key,
      size: Number(listed.Size),
      modified: Date.parse(listed.LastModified),
      etag: unquoted(listed.ETag),
    }));
    const next = answer.NextMarker ?? objects[objects.length - 1]?.key;
    return answer.IsTruncated === 'true' && next !== undefined ? { objects, next } : { objects };
  }

  async find(attempt: Attempt, key: string): Promise<FoundObject> {
    const answer = await this.head(attempt, key).catch(async (failure: Failure) => {
      if (failure.status !== 403) throw failure;
      // A refused HEAD has no body and so no reason; a listing tells it, and repairs the key or the clock on the way.
      await this.list(attempt, { prefix: key, limit: 1 });
      return this.head(attempt, key);
    });
    const headers = answer.headers ?? {};
    const size = Number(headers['content-length'] ?? Number.NaN);
    if (!answer.ETag || Number.isNaN(size)) throw this.strangeAnswer(attempt, answer);
    const contentType = headers['content-type'];
    const checksum = headers['x-cos-hash-crc64ecma'];
    return {
      key,
      size,
      modified: Date.parse(headers['last-modified'] ?? ''),
      etag: unquoted(answer.ETag),
      ...(contentType === undefined ? {} : { contentType }),
      ...(checksum === undefined ? {} : { checksum }),
    };
  }

  async remove(attempt: Attempt, key: string): Promise<void> {
    const answer = await this.operate(attempt, () => this.sdk.deleteObject({ ...this.place, Key: key }));
    if (!answer.BucketNotFound) return;
    const params = { bucket: this.place.Bucket };
    throw new Failure({ code: 'bucket-missing', attempt, detail: 'HTTP status 404', status: 404, params });
  }

  /**
   * A URL that is good from now on for `lifetime` seconds, or as long as a new temporary key lives; for at least
   * `atLeast` seconds (default: all of it).
   */
  async signedUrl(
    attempt: Attempt,
    key: string,
    {
      lifetime,
      atLeast = lifetime,
      query,
    }: { lifetime: number; atLeast?: number; query?: string | undefined },
  ): Promise<SignedUrl> {
    const credential = await this.credentials.get(attempt, atLeast * 1000);
    const now = this.clock.now();
    const seconds = Math.min(lifetime, Math.floor((credential.expiresAt - now) / 1000));
    const signing = new Promise<string>((resolve, reject) => {
      const params = { ...this.place, Key: key, Expires: seconds };
      this.sdk.getObjectUrl(
        query === undefined ? params : { ...params, Query: { [query]: '' } },
        (error, answer) => (error ? reject(error) : resolve(answer.Url)),
      );
    });
    const url = await withTimeLimit(signing, this.limits.operation, this.late(attempt)).catch((error) => {
      throw failureFrom(this.credentials.causeBehind(error) ?? error, attempt, this.target);
    });
    return { url, expiresAt: now + seconds * 1000, credential };
  }

  /** False once COS has rejected the key that signed it. */
  isTrusted(signed: SignedUrl): boolean {
    return !this.credentials.isRejected(signed.credential);
  }

  upload(source: UploadSource): Upload {
    return new Upload(this.sdk, this, this.place, this.limits, source);
  }

  /** Bytes; undefined when COS can't be asked. */
  async storedSize(key: string, attempt: Attempt): Promise<number | undefined> {
    return this.find(attempt, key).then(
      ({ size }) => size,
      (failure: Failure) => {
        if (failure.code === 'object-missing') throw failure;
        return undefined;
      },
    );
  }

  private head(attempt: Attempt, key: string): Promise<COS.HeadObjectAnswer> {
    return this.operate(attempt, () => this.sdk.headObject({ ...this.place, Key: key }));
  }

  private operate<T>(attempt: Attempt, call: () => Promise<T>): Promise<T> {
    return this.attempt(attempt, () => withTimeLimit(call(), this.limits.operation, this.late(attempt)));
  }

  private late(attempt: Attempt) {
    return { code: 'timeout', attempt, params: { host: this.host } } as const;
  }

  /** A public Wi-Fi's login page answers 200 to everything. */
  private strangeAnswer(attempt: Attempt, answer: COS.Answer): Failure {
    const { status, requestId } = readRawError(answer);
    const detail = `HTTP status ${status}, but not an answer of COS`;
    return new Failure({ code: 'server-error', attempt, detail, status, requestId });
  }
}

const unquoted = (etag: string) => etag.replace(/^"|"$/g, '');
