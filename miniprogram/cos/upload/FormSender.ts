import type { Exchange } from '../client/Exchange';
import { type StoredContent, storedContent } from '../client/StoredContent';
import type { Failure } from '../failures/Failure';
import { lanes, type Passed } from '../network/Lanes';
import { retry } from '../task/retry';
import type { PausableCancellation, Progress } from '../task/Task';
import { confirmStored, findStored } from './confirmStored';
import { contentTypeFor } from './contentTypeFor';
import type { Sender, SenderContext } from './Sender';

/** A small file, in one request. */
export class FormSender implements Sender {
  /** The request that has left whole and is not answered: COS may act on it yet. */
  private unanswered: Exchange | undefined;
  /** All bytes have left, and COS has not refused them: the object may be there. */
  private mayBeStored: boolean;

  /** One request: nothing of it is kept. */
  readonly kept = 0;

  constructor(private readonly context: SenderContext) {
    // By an earlier start, whose end nobody heard of.
    this.mayBeStored = context.record.sent !== undefined;
  }

  async send(
    cancellation: PausableCancellation,
    onProgress: (progress: Progress) => void,
  ): Promise<StoredContent> {
    const { client, reader } = this.context;
    const { unlessCancelled, evenPaused } = cancellation;
    const { uploadPauses: pauses, patience } = client.limits;
    // Taken while the bytes pass; whoever waits for it hears of its failure.
    const checksum = reader.checksum();
    checksum.catch(() => undefined);
    return retry(
      async () => {
        const found = this.mayBeStored ? await unlessCancelled(findStored(this.context)) : undefined;
        if (found) return found;
        const answered = await this.post(cancellation, onProgress);
        await evenPaused.unlessCancelled(checksum);
        return evenPaused.unlessCancelled(confirmStored(this.context, answered));
      },
      { pauses, patience },
      cancellation,
    );
  }

  async discard(): Promise<void> {
    const { client, record, attempt, key, ownsKey } = this.context;
    if (this.mayBeStored && ownsKey) {
      record.note({ key, ownsKey, unwanted: true });
      await this.unanswered?.answer.catch(() => undefined);
      await client.deleteObject(attempt, key);
      this.mayBeStored = false;
    }
    record.note(undefined);
  }

  private async post(
    cancellation: PausableCancellation,
    onProgress: (progress: Progress) => void,
  ): Promise<StoredContent> {
    const { client, attempt, key, reader } = this.context;
    const { path, size } = reader.file;
    this.context.record.note({ key, ownsKey: this.context.ownsKey });
    let left = false;
    let posting: Exchange | undefined;
    const post = (passed: Passed) => {
      posting = client.postObject(attempt, {
        key,
        path,
        contentType: contentTypeFor(key),
        onProgress: (sent, total) => {
          left = sent >= total;
          if (left) this.mayBeStored = true;
          const loaded = Math.min(size, Math.round((sent / total) * size));
          passed(loaded);
          onProgress({ loaded, total: size });
        },
      });
      this.unanswered = posting;
      return posting.answer;
    };
    const answered = lanes.run({ fileBytes: size, bytes: size, extra: false }, cancellation, post);
    try {
      const answer = await cancellation
        .unlessCancelled(answered, () => {
          // Once all has left, stopping it would only hide what COS does with it.
          if (!left) posting?.stop();
        })
        .catch((failure: Failure) => {
          if (!left) throw failure;
          return cancellation.evenPaused.unlessCancelled(answered);
        });
      this.mayBeStored = true;
      return storedContent(answer.headers);
    } catch (error) {
      // COS refused it.
      const { status = 0, code } = error as Failure;
      if (code !== 'cancelled' && status >= 400 && status < 500) this.mayBeStored = false;
      throw error;
    }
  }
}
