import type { Exchange } from '../client/Exchange';
import { type StoredContent, storedContent } from '../client/StoredContent';
import { Failure } from '../failures/Failure';
import { type LaneWish, lanes, type Passed } from '../network/Lanes';
import { appLife } from '../task/AppLife';
import { retry } from '../task/retry';
import type { PausableCancellation, Progress } from '../task/Task';
import { confirmStored, findStored } from './confirmStored';
import { contentTypeFor } from './contentTypeFor';
import { MultipartSender } from './MultipartSender';
import { formLimit } from './partSize';
import type { Sender, SenderContext } from './Sender';

/** A form is given so much time before it is judged. Milliseconds. */
const JUDGED_AFTER = 5_000;
/** WeChat ends a request after 60 s: one that would come near is ended long before. Milliseconds. */
const LONGEST = 45_000;

/** A small file, in one request; in parts after all when the link turns out to be too slow for one. */
export class FormSender implements Sender {
  /** The request that has left whole and is not answered: COS may act on it yet. */
  private unanswered: Exchange | undefined;
  /** All bytes have left, and COS has not refused them: the object may be there. */
  private mayBeStored: boolean;
  private inParts: MultipartSender | undefined;
  private hasLane = false;

  constructor(private readonly context: SenderContext) {
    // By an earlier start, whose end nobody heard of.
    this.mayBeStored = context.record.sent !== undefined;
  }

  /** Of one request nothing is kept. */
  get kept(): number {
    return this.inParts?.kept ?? 0;
  }

  get isSending(): boolean {
    return this.hasLane || this.inParts?.isSending === true;
  }

  async send(
    cancellation: PausableCancellation,
    onProgress: (progress: Progress) => void,
  ): Promise<StoredContent> {
    this.hasLane = false;
    const stored = this.inParts ? undefined : await this.sendForm(cancellation, onProgress);
    if (stored) return stored;
    this.inParts ??= new MultipartSender(this.context);
    return this.inParts.send(cancellation, onProgress);
  }

  /** Undefined: the link is too slow for it. */
  private sendForm(
    cancellation: PausableCancellation,
    onProgress: (progress: Progress) => void,
  ): Promise<StoredContent | undefined> {
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
        if (!answered) return undefined;
        await evenPaused.unlessCancelled(checksum);
        return evenPaused.unlessCancelled(confirmStored(this.context, answered));
      },
      { pauses, patience },
      cancellation,
    );
  }

  async discard(): Promise<void> {
    const { client, record, attempt, key, ownsKey } = this.context;
    await this.inParts?.discard();
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
  ): Promise<StoredContent | undefined> {
    const { client, attempt, key, reader } = this.context;
    const { path, size } = reader.file;
    this.context.record.note({ key, ownsKey: this.context.ownsKey });
    let left = false;
    let posting: Exchange | undefined;
    let tooSlow = false;
    const post = async (passed: Passed) => {
      // Known better than when it was looked at.
      if (size > formLimit(lanes.speed.rate)) return undefined;
      this.hasLane = true;
      onProgress({ loaded: 0, total: size });
      const begun = appLife.now();
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
          const took = appLife.now() - begun;
          if (left || took < JUDGED_AFTER || (took / sent) * total < LONGEST) return;
          tooSlow = true;
          posting?.stop();
        },
      });
      this.unanswered = posting;
      return posting.answer;
    };
    const wish: LaneWish = { fileBytes: size, bytes: size, extra: false, tells: true };
    const answered = lanes.run(wish, cancellation, post);
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
      if (!answer) return undefined;
      this.mayBeStored = true;
      return storedContent(answer.headers);
    } catch (error) {
      if (tooSlow)
        throw new Failure({ code: 'timeout', attempt, detail: 'it would take longer than WeChat lets it' });
      const { status = 0, code } = error as Failure;
      // Stopped: its last bytes may have left before the phone told so.
      if (code === 'cancelled') this.mayBeStored ||= posting !== undefined;
      // COS refused it.
      else if (status >= 400 && status < 500) this.mayBeStored = false;
      throw error;
    }
  }
}
