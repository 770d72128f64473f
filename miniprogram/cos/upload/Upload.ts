import type { CosClient } from '../client/CosClient';
import type { Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { isSameFile, type LocalFile } from '../files/wxFiles';
import { retry } from '../task/retry';
import { notCancellable, type Progress, startTask, type Task } from '../task/Task';
import { FileReader } from './FileReader';
import { InParts } from './InParts';
import { OneRequest } from './OneRequest';
import { partSize, SINGLE_REQUEST_BYTES } from './partSize';
import type { UploadJournal } from './UploadJournal';
import type { Way } from './Way';

/** Bytes of a small file that are in memory at a time. */
const PIECE = 1024 * 1024;

/** One file on its way to one key, from the first byte to the last. It may be started again after it failed. */
export class Upload {
  private current: { file: LocalFile; way: Way } | undefined;
  /** Still to be taken off the server. */
  private unwanted: Way | undefined;
  private cleaning: Promise<void> | undefined;

  constructor(
    private readonly client: CosClient,
    private readonly journal: UploadJournal,
    private readonly key: string,
    private readonly attempt: Attempt,
  ) {}

  /**
   * Resolves when COS has all of `file` and its checksum is the file's. Started again after a failure it goes on with what is
   * missing, unless the file has changed.
   */
  start(file: LocalFile, onProgress: (progress: Progress) => void): Task<void> {
    return startTask(this.attempt, async (cancellation) => {
      if (this.current && !isSameFile(this.current.file, file)) void this.discard();
      // Begun before this is done it would go on with what is being aborted.
      await cancellation.unlessCancelled(this.clean());
      this.current ??= { file, way: this.wayFor(file) };
      try {
        await this.current.way.send(cancellation, onProgress);
      } catch (error) {
        const failure = failureFrom(error, this.attempt, this.client.target);
        // What was read is not the file any more, or not what arrived: the next start reads it anew.
        if (failure.code === 'file-changed' || failure.code === 'checksum-mismatch') void this.discard();
        throw failure;
      }
    });
  }

  /**
   * Takes what is there of it off the server; not to be called while it runs. Resolves when that is done or was given up:
   * then the next start does it, of this upload or of the Mini Program, which has it in the journal.
   */
  discard(): Promise<void> {
    this.unwanted ??= this.current?.way;
    this.current = undefined;
    return this.clean().catch((failure: Failure) => {
      console.warn(`What was sent of ${this.key} is still on the server: ${failure.message}`);
    });
  }

  private clean(): Promise<void> {
    const { uploadPauses: pauses, patience } = this.client.limits;
    const clean = async () => {
      const way = this.unwanted;
      if (!way) return;
      await retry(() => way.discard(), { pauses, patience }, notCancellable);
      this.unwanted = undefined;
    };
    this.cleaning ??= clean().finally(() => {
      this.cleaning = undefined;
    });
    return this.cleaning;
  }

  private wayFor(file: LocalFile): Way {
    const { client, journal, key, attempt } = this;
    const inParts = file.size > SINGLE_REQUEST_BYTES;
    const reader = new FileReader(file, inParts ? partSize(file.size) : PIECE, client.limits, attempt);
    const context = { client, journal, key, attempt, reader };
    return inParts ? new InParts(context) : new OneRequest(context);
  }
}
