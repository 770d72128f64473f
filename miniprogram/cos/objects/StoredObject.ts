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
  /**
   * Of a video that was uploaded from here with a picture of it, as a listing, `findObject` and an upload give it. Its URL:
   * `flows.thumbnailUrl(object)`, or as it was uploaded `flows.coverUrl(object)`.
   */
  readonly cover?: VideoCover;
  /** Known after `findObject`. */
  readonly contentType?: string;
  /** CRC-64/XZ in decimal, as COS reports it; known after `findObject`. */
  readonly checksum?: string;
}

/** A picture of a video, in an object of its own that no list shows. `flows.remove` takes it with the video. */
export interface VideoCover {
  readonly key: string;
  /** Bytes. They are not in the `size` of the video. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Of the video, whole, at least 1; absent: not known. */
  readonly seconds?: number;
}

export interface ObjectPage {
  /** Newest first. */
  readonly objects: readonly StoredObject[];
  /** Pass as `after` to get the next page; absent on the last. */
  readonly next?: string;
}
