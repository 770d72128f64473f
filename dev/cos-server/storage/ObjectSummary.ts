/** What a person who looks at the bucket wants to know of an object. */
export interface ObjectSummary {
  key: string;
  /** Bytes. */
  size: number;
  /** Without quotes. */
  etag: string;
  /** Ms. */
  lastModified: number;
  contentType: string;
}
