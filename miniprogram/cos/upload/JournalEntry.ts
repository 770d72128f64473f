import type { FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';

/** Entries of another version are not understood, and removed. */
export const VERSION = 1;

/** What is written down of one file on its way: all that the next start needs. Plain JSON. */
export interface JournalEntry {
  readonly version: typeof VERSION;
  /** Of the user whose file it is; the next one on this phone gets none of it. */
  readonly prefix: string;
  /** By the phone's clock. Milliseconds since 1970. */
  readonly written: number;
  /** What comes back in its queue. Absent: nothing does, and what the server has of it is taken off. */
  readonly item?: JournalItem;
  /** What the server may have of it. */
  readonly sent?: SentObject;
}

export interface JournalItem {
  /** Name of the queue. */
  readonly queue: string;
  /** Of the file, as the person knows it. */
  readonly name: string;
  /** Bytes of the copy. */
  readonly size: number;
  /** When the copy was made. Milliseconds since 1970. */
  readonly modified: number;
  /** Names among the copies. */
  readonly copy: string;
  readonly thumbnail?: string;
  /** Of a video. */
  readonly seconds?: number;
  readonly state: JournalState;
}

export type JournalState =
  | { readonly name: 'queued' | 'paused' }
  | {
      readonly name: 'failed';
      readonly code: FailureCode;
      readonly detail: string;
      readonly params: FailureParams;
    };

export interface SentObject {
  readonly key: string;
  /** Nothing was ever stored under this key but by this upload. */
  readonly ownsKey: boolean;
  /** Of an upload in parts: bytes of each but the last. */
  readonly partSize?: number;
  /** Absent while nobody knows whether COS began it. */
  readonly uploadId?: string | undefined;
  /** Of an upload in parts: another one was asked for, which COS may begin late. */
  readonly hasLost?: boolean;
  /** Bytes that the server has acknowledged, or a little less: not each part is written down. */
  readonly kept?: number;
  /** It was given up: whatever of it is on the server has to go. */
  readonly unwanted?: boolean;
}

/** Undefined for what is no entry, or none that can be understood. */
export function readEntry(stored: unknown): JournalEntry | undefined {
  const { version, prefix, item, sent } = (stored ?? {}) as Partial<JournalEntry>;
  if (version !== VERSION || typeof prefix !== 'string') return undefined;
  const isItem =
    item === undefined ||
    (typeof item?.name === 'string' && typeof item.copy === 'string' && typeof item.state?.name === 'string');
  const isSent = sent === undefined || typeof sent?.key === 'string';
  return isItem && isSent ? (stored as JournalEntry) : undefined;
}
