import type { CosClient } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { Cancellation, Progress } from '../task/Task';
import type { FileReader } from './FileReader';
import type { UploadJournal } from './UploadJournal';

/** What every way of sending a file knows. */
export interface WayContext {
  readonly client: CosClient;
  readonly journal: UploadJournal;
  readonly key: string;
  readonly attempt: Attempt;
  readonly reader: FileReader;
}

/** How one file, as it is now, comes to its key: in one request, or in parts. */
export interface Way {
  /**
   * Resolves when COS has said that it has every byte. Sent again after a failure, it goes on where it was and asks first
   * whether the file has arrived after all.
   */
  send(cancellation: Cancellation, onProgress: (progress: Progress) => void): Promise<void>;
  /** Nothing of it is on the server when this has resolved. Not to be called while `send` runs. */
  discard(): Promise<void>;
}
