import type { XmlElement } from '../xml/writeXml';

/** What an operation answers; status, headers, and one kind of body. */
export interface Reply {
  status: number;
  /** As bytes in strings (latin1), the form in which stored headers are kept. */
  headers?: Readonly<Record<string, string>>;
  body?: ReplyBody;
  /** The connection is cut after so many bytes of the body; with 0 nothing is sent at all. */
  cutAfterBytes?: number;
}

export type ReplyBody = { kind: 'xml'; root: XmlElement } | { kind: 'bytes'; bytes: Buffer } | StreamBody;

export interface StreamBody {
  kind: 'stream';
  /** Bytes. */
  length: number;
  chunks: AsyncIterable<Buffer>;
  /** Called once, whether the body was sent, cut off or not sent at all. */
  release: () => Promise<void>;
}
