import type COS from 'cos-wx-sdk-v5';
import type { Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { retry } from '../task/retry';
import { notCancellable } from '../task/Task';
import type { TimeLimits } from '../task/timeLimits';
import { withTimeLimit } from '../task/withTimeLimit';
import type { Clock } from './Clock';
import type { Credential } from './Credential';
import type { Credentials } from './Credentials';
import type { Answer, Exchange } from './Exchange';
import type { IssuedLink } from './IssuedLink';
import type { Form, Requests } from './Requests';
import { nodesIn, readXml, textIn, type XmlNode } from './readXml';
import { type StoredContent, storedContent, unquoted } from './StoredContent';
import { type RequestLine, signUrl } from './signRequest';

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

/** An upload in parts that was begun and neither completed nor aborted. */
export interface PendingUpload {
  readonly key: string;
  readonly uploadId: string;
  /** Milliseconds since 1970, on the server's clock. */
  readonly initiated: number;
}

/** A part of an upload that COS has. */
export interface SentPart {
  /** From 1 on. */
  readonly number: number;
  /** Bytes. */
  readonly size: number;
  /** As it came with the answer to the part: with quotes. */
  readonly etag: string;
  /** When COS got it. Milliseconds since 1970, on the server's clock. */
  readonly modified: number;
}

/** What the template asks of COS. Each method rejects with a `Failure` about the attempt it is given and always settles. */
export class CosClient {
  constructor(
    private readonly sdk: COS,
    private readonly credentials: Credentials,
    private readonly place: COS.BucketParams,
    private readonly requests: Requests,
  ) {}

  get clock(): Clock {
    return this.requests.clock;
  }

  get limits(): TimeLimits {
    return this.requests.limits;
  }

  /** Where requests go. */
  get target(): { host: string; bucket: string } {
    return this.requests.target;
  }

  /** The temporary key, and what it allows: prefix of the user's keys and size of an upload. */
  credential(attempt: Attempt): Promise<Credential> {
    return this.credentials.get(attempt);
  }

  /** See `Requests.unexpected`. */
  unexpected(attempt: Attempt, answer: Answer): Failure {
    return this.requests.unexpected(attempt, answer);
  }

  /** See `Requests.run`. */
  run<T>(attempt: Attempt, call: (credential: Credential) => Promise<T>): Promise<T> {
    return this.requests.run(attempt, call);
  }

  async listObjects(
    attempt: Attempt,
    { prefix, after, limit }: { prefix: string; after?: string | undefined; limit: number },
  ): Promise<ObjectList> {
    const query = { prefix, 'max-keys': String(limit), ...(after === undefined ? {} : { marker: after }) };
    const answer = await this.operate(attempt, { operation: 'getBucket', method: 'GET', query });
    const page = readXml(answer.text, 'ListBucketResult');
    const objects = nodesIn(page, 'Contents').map((node) => ({
      key: textIn(node, 'Key') ?? '',
      size: Number(textIn(node, 'Size')),
      modified: Date.parse(textIn(node, 'LastModified') ?? ''),
      etag: unquoted(textIn(node, 'ETag') ?? ''),
    }));
    const next = this.markerAfter(attempt, answer, page, 'NextMarker') ?? objects[objects.length - 1]?.key;
    return isTruncated(page) && next !== undefined ? { objects, next } : { objects };
  }

  async headObject(attempt: Attempt, key: string): Promise<FoundObject> {
    const head = () => this.operate(attempt, { operation: 'headObject', method: 'HEAD', key });
    const answer = await head().catch(async (failure: Failure) => {
      if (failure.status !== 403) throw failure;
      // A refused HEAD has no body and so no reason; a listing tells it, and repairs the key or the clock on the way.
      await this.listObjects(attempt, { prefix: key, limit: 1 });
      return head();
    });
    const { etag, 'content-type': contentType, 'x-cos-hash-crc64ecma': checksum } = answer.headers;
    const size = Number(answer.headers['content-length'] ?? Number.NaN);
    if (!etag || Number.isNaN(size)) throw this.requests.unexpected(attempt, answer);
    return {
      key,
      size,
      modified: Date.parse(answer.headers['last-modified'] ?? ''),
      etag: unquoted(etag),
      ...(contentType === undefined ? {} : { contentType }),
      ...(checksum === undefined ? {} : { checksum }),
    };
  }

  /**
   * A copy within the bucket, made by COS: what `to` was before it is no more. It keeps content type and metadata. Rejects with
   * `object-missing` when there is no `from`. COS takes objects of up to 5 GB in one go, which is all that is uploaded from here.
   */
  async copyObject(attempt: Attempt, from: string, to: string): Promise<StoredContent> {
    const { Bucket, Region } = this.place;
    const source = `${Bucket}.cos.${Region}.myqcloud.com/${from.split('/').map(encodeURIComponent).join('/')}`;
    const line = { operation: 'putObjectCopy', method: 'PUT', key: to } as const;
    const send = () =>
      this.requests.start(attempt, line, {
        // WeChat would say application/json, which the key does not allow. What is copied keeps its own type.
        header: { 'x-cos-copy-source': source, 'Content-Type': 'application/octet-stream' },
        // COS answers when it has copied.
        silence: this.limits.uploadSilence,
      }).answer;
    const { operationPauses: pauses, patience } = this.limits;
    const answer = await retry(send, { pauses, patience }, notCancellable);
    const etag = textIn(readXml(answer.text, 'CopyObjectResult'), 'ETag');
    if (!etag) throw this.requests.unexpected(attempt, answer);
    return storedContent({ ...answer.headers, etag });
  }

  /** It is no failure when there is no such object. */
  async deleteObject(attempt: Attempt, key: string): Promise<void> {
    await this.operate(attempt, { operation: 'deleteObject', method: 'DELETE', key });
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
    }: { lifetime: number; atLeast?: number; query?: Readonly<Record<string, string>> },
  ): Promise<SignedUrl> {
    const credential = await this.credentials.get(attempt, atLeast * 1000);
    const now = this.clock.now();
    const seconds = Math.min(lifetime, Math.floor((credential.expiresAt - now) / 1000));
    const params = { ...this.place, Key: key, Expires: seconds };
    const signing = signUrl(this.sdk, { ...params, ...(query && { Query: { ...query } }) });
    const url = await withTimeLimit(signing, this.limits.operation, this.timeout(attempt)).catch((error) => {
      throw failureFrom(this.credentials.causeBehind(error) ?? error, attempt, this.target);
    });
    return { url, expiresAt: now + seconds * 1000, credential };
  }

  /**
   * A URL for somebody else, from now on for `seconds`, or as long as links live here: signed by the issuer of keys, which needs
   * no token in it, or by the key where the issuer signs none.
   */
  async link(attempt: Attempt, key: string, seconds: number): Promise<IssuedLink> {
    const { maxLinkSeconds } = await this.credentials.get(attempt);
    return maxLinkSeconds > 0
      ? this.credentials.askForLink(attempt, { key, seconds: Math.min(seconds, maxLinkSeconds) })
      : this.signedUrl(attempt, key, { lifetime: seconds });
  }

  /** Seconds that a link lives at most. */
  async longestLink(attempt: Attempt): Promise<number> {
    const { maxLinkSeconds, startsAt, expiresAt } = await this.credentials.get(attempt);
    return maxLinkSeconds > 0 ? maxLinkSeconds : Math.floor((expiresAt - startsAt) / 1000);
  }

  /** False once COS has rejected the key that signed it. */
  isTrusted(signed: SignedUrl): boolean {
    return !this.credentials.isRejected(signed.credential);
  }

  /** Sends a whole file in one request. Its answer has an ETag. */
  postObject(attempt: Attempt, form: Form): Exchange {
    return this.requests.startForm(attempt, form);
  }

  /** Resolves with the upload ID. */
  async initiateUpload(attempt: Attempt, key: string, contentType: string): Promise<string> {
    const line = { operation: 'multipartInit', method: 'POST', key, query: { uploads: '' } } as const;
    const answer = await this.requests.start(attempt, line, { header: { 'Content-Type': contentType } })
      .answer;
    const uploadId = textIn(readXml(answer.text, 'InitiateMultipartUploadResult'), 'UploadId');
    if (!uploadId) throw this.requests.unexpected(attempt, answer);
    return uploadId;
  }

  /** `number` from 1 on. Its answer has the ETag of the part. */
  uploadPart(attempt: Attempt, key: string, uploadId: string, number: number, bytes: ArrayBuffer): Exchange {
    const query = { partNumber: String(number), uploadId };
    const line = { operation: 'multipartUpload', method: 'PUT', key, query } as const;
    return this.requests.start(attempt, line, {
      header: { 'Content-Type': 'application/octet-stream' },
      body: bytes,
      silence: this.limits.uploadSilence,
      requiredHeader: 'etag',
    });
  }

  /** `etags` of all parts in their order, as they came. */
  async completeUpload(
    attempt: Attempt,
    key: string,
    uploadId: string,
    etags: readonly string[],
  ): Promise<StoredContent> {
    const parts = etags.map(
      (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    );
    const line = { operation: 'multipartComplete', method: 'POST', key, query: { uploadId } } as const;
    const answer = await this.requests.start(attempt, line, {
      header: { 'Content-Type': 'application/xml' },
      body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
      silence: this.limits.uploadSilence,
    }).answer;
    const etag = textIn(readXml(answer.text, 'CompleteMultipartUploadResult'), 'ETag');
    if (!etag) throw this.requests.unexpected(attempt, answer);
    return storedContent({ ...answer.headers, etag });
  }

  /** COS forgets the parts, which cost storage until then. It is no failure when it has forgotten them already. */
  async abortUpload(attempt: Attempt, key: string, uploadId: string): Promise<void> {
    const line = { operation: 'multipartAbort', method: 'DELETE', key, query: { uploadId } } as const;
    await this.operate(attempt, line).catch((failure: Failure) => {
      if (failure.code !== 'upload-lost') throw failure;
    });
  }

  /** All pending uploads whose keys start with `prefix`. */
  async listUploads(attempt: Attempt, prefix: string): Promise<readonly PendingUpload[]> {
    const uploads: PendingUpload[] = [];
    let markers: Readonly<Record<string, string>> | undefined = {};
    while (markers) {
      const query = { uploads: '', prefix, ...markers };
      const line = { operation: 'multipartList', method: 'GET', query } as const;
      const answer: Answer = await this.operate(attempt, line);
      const page = readXml(answer.text, 'ListMultipartUploadsResult');
      for (const node of nodesIn(page, 'Upload')) {
        uploads.push({
          key: textIn(node, 'Key') ?? '',
          uploadId: textIn(node, 'UploadId') ?? '',
          initiated: Date.parse(textIn(node, 'Initiated') ?? ''),
        });
      }
      const key = this.markerAfter(attempt, answer, page, 'NextKeyMarker');
      const uploadId = textIn(page, 'NextUploadIdMarker');
      markers =
        isTruncated(page) && key
          ? { 'key-marker': key, ...(uploadId ? { 'upload-id-marker': uploadId } : {}) }
          : undefined;
    }
    return uploads;
  }

  /** The parts that COS has of an upload, by number. Rejects with `upload-lost` when there is no such upload. */
  async listParts(attempt: Attempt, key: string, uploadId: string): Promise<readonly SentPart[]> {
    const parts: SentPart[] = [];
    let marker: string | undefined = '0';
    while (marker !== undefined) {
      const query = { uploadId, 'part-number-marker': marker };
      const line = { operation: 'multipartListPart', method: 'GET', key, query } as const;
      const answer: Answer = await this.operate(attempt, line);
      const page = readXml(answer.text, 'ListPartsResult');
      for (const node of nodesIn(page, 'Part')) {
        parts.push({
          number: Number(textIn(node, 'PartNumber')),
          size: Number(textIn(node, 'Size')),
          etag: textIn(node, 'ETag') ?? '',
          modified: Date.parse(textIn(node, 'LastModified') ?? ''),
        });
      }
      const next = this.markerAfter(attempt, answer, page, 'NextPartNumberMarker');
      marker = isTruncated(page) ? next : undefined;
    }
    return parts;
  }

  /** A page without an end is none: a login page, or half of one. */
  private markerAfter(
    attempt: Attempt,
    answer: Answer,
    page: XmlNode | undefined,
    name: string,
  ): string | undefined {
    if (textIn(page, 'IsTruncated') === undefined) throw this.requests.unexpected(attempt, answer);
    return textIn(page, name);
  }

  private operate(attempt: Attempt, line: RequestLine): Promise<Answer> {
    const { operation, operationPauses: pauses, patience } = this.limits;
    const work = retry(() => this.requests.start(attempt, line).answer, { pauses, patience }, notCancellable);
    return withTimeLimit(work, operation, this.timeout(attempt));
  }

  private timeout(attempt: Attempt) {
    return { code: 'timeout', attempt, params: { host: this.target.host } } as const;
  }
}

const isTruncated = (page: XmlNode | undefined) => textIn(page, 'IsTruncated') === 'true';
