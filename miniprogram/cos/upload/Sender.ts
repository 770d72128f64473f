import type { CosClient } from '../client/CosClient';
import type { StoredContent } from '../client/StoredContent';
import type { Attempt } from '../failures/Failure';
import type { PausableCancellation, Progress } from '../task/Task';
import type { FileReader } from './FileReader';
import type { UploadRecord } from './UploadRecord';

export interface SenderContext {
  readonly client: CosClient;
  /** What an earlier start knew of it, and the next one will. */
  readonly record: UploadRecord;
  readonly key: string;
  /** Nothing was ever stored under this key but by this upload. Else what is there may be older, and stays. */
  readonly ownsKey: boolean;
  readonly attempt: Attempt;
  readonly reader: FileReader;
}

/** Sends one file, as it is now, to its key: in one request, or in parts. */
export interface Sender {
  /**
   * Resolves when COS has said that it has every byte. Called again after a failure or a pause, it goes on where it was and asks
   * first whether the file has arrived after all. Paused, it waits for a request of which all bytes have left.
   *
   * `onProgress` is also told when `isSending` changes.
   */
  send(cancellation: PausableCancellation, onProgress: (progress: Progress) => void): Promise<StoredContent>;
  /** Bytes that COS has acknowledged: they are not sent again. */
  readonly kept: number;
  /** A request with bytes of it has had its lane, since `send` was called the last time. */
  readonly isSending: boolean;
  /** Nothing of it is on the server when this has resolved, if it owns the key. Not to be called while `send` runs. */
  discard(): Promise<void>;
}
