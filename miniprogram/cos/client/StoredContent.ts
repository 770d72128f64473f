import type { Answer } from './Exchange';

/** What COS answers when it has stored an object. */
export interface StoredContent {
  /** Without quotes. */
  readonly etag: string;
  /** CRC-64/XZ in decimal. */
  readonly checksum?: string;
}

/** From the headers of an answer that has to have an ETag. */
export function storedContent({
  etag = '',
  'x-cos-hash-crc64ecma': checksum,
}: Answer['headers']): StoredContent {
  return { etag: unquoted(etag), ...(checksum === undefined ? {} : { checksum }) };
}

export function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}
