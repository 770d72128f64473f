/** One version of an object. */
export interface Content {
  /** Without quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** CRC-64/XZ in decimal; absent: COS has none. */
  readonly checksum?: string;
}
