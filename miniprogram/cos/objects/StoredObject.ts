export type ObjectKind = 'image' | 'video' | 'document' | 'other';

/** An object of the user's. */
export interface StoredObject {
  /** Full key in the bucket. */
  readonly key: string;
  /** File name as it was when it was uploaded. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, on the phone's clock: a person compares it with the one on the screen. */
  readonly modified: number;
  /** Without quotes. */
  readonly etag: string;
  readonly kind: ObjectKind;
  /** Lower case, without dot; '' when the name has none. */
  readonly extension: string;
  /** Known after `findObject`. */
  readonly contentType?: string;
  /** CRC-64/XZ in decimal, as COS reports it; known after `findObject`. */
  readonly checksum?: string;
}

export interface ObjectPage {
  /** Newest first. */
  readonly objects: readonly StoredObject[];
  /** Pass as `after` to get the next page; absent on the last. */
  readonly next?: string;
}
