import type { Content } from './ContentStore';

/** The headers that are kept with an object and sent back with it, as the bytes that came (latin1). */
export type ObjectHeaders = Readonly<Record<string, string>>;

/** Who may read an object besides those whom a policy allows: with `public-read` everybody, unsigned. */
export type ObjectAcl = 'default' | 'private' | 'public-read';

/** A copy of an archived object that can be read for some time; all times in ms. */
export interface Restoration {
  /** `Expedited` */
  tier: string;
  requestedAt: number;
  /** From then on it can be read. */
  readyAt: number;
  /** From then on it can't. */
  expiresAt: number;
}

/** The metadata of an object. */
export interface StoredObject {
  key: string;
  /** Bytes. */
  size: number;
  /** Without quotes. */
  etag: string;
  /** CRC-64/XZ, decimal. */
  crc64: string;
  /** Ms. */
  lastModified: number;
  storageClass: string;
  /** Absent in what an older version of this server wrote, which is `default`. */
  acl?: ObjectAcl;
  /** The latest, of an archived object. */
  restoration?: Restoration;
  /** With `content-type`; names in lower case. */
  headers: ObjectHeaders;
  /** The bytes: one file, or one for each part. */
  contents: readonly Content[];
  /** The multipart upload that made it. */
  uploadId?: string;
}
