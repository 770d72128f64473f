import type { StoredContent } from '../client/StoredContent';
import type { Failure } from '../failures/Failure';
import { type LaneWish, lanes } from '../network/Lanes';
import { retry } from '../task/retry';
import { type Cancellation, type PausableCancellation, type Progress, startTask } from '../task/Task';
import { withEnd } from '../task/withEnd';
import { confirmStored, findStored } from './confirmStored';
import { contentTypeFor } from './contentTypeFor';
import type { Sender, SenderContext } from './Sender';

/** What has become of the upload on the server. */
type Stage =
  /** `lost`: one was asked for, and nobody knows whether COS began it. */
  | { readonly name: 'none' | 'lost' }
  | { readonly name: 'begun'; readonly uploadId: string }
  /** By an earlier start: COS has parts of it that are not known yet. */
  | { readonly name: 'left'; readonly uploadId: string }
  /** Complete was sent: the object may be there. */
  | { readonly name: 'completing'; readonly uploadId: string };

/** So often what COS has of a file is written down at most. */
const TIMES_NOTED = 20;

/** A large file as an upload in parts. Sent again, it goes on with the parts that COS has not acknowledged. */
export class MultipartSender implements Sender {
  private stage: Stage;
  /** One was asked for whose ID nobody heard: COS may begin it late, when nobody looks for it. */
  private hasLost: boolean;
  /** Parts on their way. */
  private running = 0;
  isSending = false;
  /** By index, as they came. */
  private etags: (string | undefined)[] = [];
  private listing: Promise<(string | undefined)[]> | undefined;
  /** What COS may still act on, although nobody waits for it any more. */
  private unanswered: Promise<unknown> = Promise.resolve();

  constructor(private readonly context: SenderContext) {
    const { sent } = context.record;
    if (sent?.uploadId !== undefined) this.stage = { name: 'left', uploadId: sent.uploadId };
    else this.stage = { name: sent ? 'lost' : 'none' };
    this.hasLost = sent?.hasLost === true;
  }

  get kept(): number {
    const { reader } = this.context;
    let kept = 0;
    for (let index = 0; index < reader.count; index += 1) if (this.etags[index]) kept += reader.sizeOf(index);
    return kept;
  }

  async send(
    cancellation: PausableCancellation,
    onProgress: (progress: Progress) => void,
  ): Promise<StoredContent> {
    const { unlessCancelled } = cancellation;
    this.isSending = false;
    try {
      const found = this.stage.name === 'left' ? await this.takeUp(cancellation) : undefined;
      if (found) return found;
      if (this.stage.name !== 'completing') {
        await this.sendParts(await this.begin(cancellation), cancellation, onProgress);
        await unlessCancelled(this.context.reader.checkUnchanged());
      }
      const stored = await this.complete(cancellation);
      // COS may have begun it when its end was looked for already.
      if (this.hasLost) await this.abortLost().catch(() => undefined);
      return stored;
    } catch (error) {
      if ((error as Failure).code === 'upload-lost') this.forget();
      throw error;
    }
  }

  async discard(): Promise<void> {
    const { client, record, attempt, key, ownsKey } = this.context;
    if (this.stage.name === 'none') return;
    if (record.sent) record.note({ ...record.sent, unwanted: true });
    await this.unanswered;
    const { stage } = this;
    // Aborted first: then a Complete that is late finds nothing, and what is there now is all that will ever be.
    if ('uploadId' in stage) await client.abortUpload(attempt, key, stage.uploadId);
    if (this.hasLost || stage.name === 'lost') await this.abortLost();
    // What an earlier start left it may have completed.
    if ((stage.name === 'completing' || stage.name === 'left') && ownsKey)
      await client.deleteObject(attempt, key);
    this.forget();
  }

  /** Finds out which parts COS has of what an earlier start left; resolves with the object when it is complete. */
  private async takeUp({ unlessCancelled }: Cancellation): Promise<StoredContent | undefined> {
    const { record, reader } = this.context;
    const { stage } = this;
    if (stage.name !== 'left') return undefined;
    const { uploadId } = stage;
    try {
      this.etags = await unlessCancelled(this.arrived(uploadId));
      this.stage = { name: 'begun', uploadId };
      // Of the parts that are not sent again, while the others are. Whoever waits for it hears of its failure.
      reader.checksum().catch(() => undefined);
    } catch (error) {
      if ((error as Failure).code !== 'upload-lost') throw error;
      // It was completed, or aborted by who thought that nobody works on it.
      const found = await unlessCancelled(findStored(this.context));
      if (found) return found;
      this.stage = { name: 'none' };
      record.note(undefined);
    }
    return undefined;
  }

  /** Resolves with the upload ID. */
  private async begin(cancellation: PausableCancellation): Promise<string> {
    const { client, record, attempt, key, ownsKey, reader } = this.context;
    if ('uploadId' in this.stage) return this.stage.uploadId;
    const note = (uploadId?: string) =>
      record.note({ key, ownsKey, partSize: reader.pieceSize, uploadId, hasLost: this.hasLost });
    note();
    const beginning = async () => {
      // Nothing of the lost one can be used without knowing its ID, and two would be one too many.
      if (this.stage.name === 'lost') {
        this.hasLost = true;
        // Late, it would take the next one off.
        await cancellation.evenPaused.unlessCancelled(this.watch(this.abortLost()));
      }
      this.stage = { name: 'lost' };
      const begun = client.initiateUpload(attempt, key, contentTypeFor(key)).then((id) => {
        this.stage = { name: 'begun', uploadId: id };
        note(id);
        return id;
      });
      // Resumed before its answer, it would begin a second one.
      return cancellation.evenPaused.unlessCancelled(this.watch(begun));
    };
    return this.tryAgain(cancellation, () => lanes.run(this.wish(0), cancellation, beginning));
  }

  private async sendParts(
    uploadId: string,
    cancellation: Cancellation,
    onProgress: (progress: Progress) => void,
  ): Promise<void> {
    const { attempt, reader } = this.context;
    const { size: total } = reader.file;
    const missing: number[] = [];
    for (let index = 0; index < reader.count; index += 1) if (!this.etags[index]) missing.push(index);
    const report = () => onProgress({ loaded: this.kept, total });
    const begin = () => {
      if (this.isSending) return;
      this.isSending = true;
      report();
    };
    report();
    let reason: unknown;
    const parts = startTask(attempt, (each) =>
      Promise.all(
        Array.from({ length: lanes.count }, async () => {
          try {
            for (let index = missing.shift(); index !== undefined; index = missing.shift()) {
              await this.sendPart(uploadId, index, each, begin);
              report();
            }
          } catch (error) {
            // A part that has no chance to count is not worth the person's data.
            reason ??= error;
            parts.cancel();
          }
        }),
      ),
    );
    const stop = () => parts.cancel();
    await cancellation.unlessCancelled(parts.result, stop).catch((error) => {
      reason = error;
    });
    await parts.result;
    if (reason !== undefined) throw reason;
  }

  private async sendPart(
    uploadId: string,
    index: number,
    cancellation: Cancellation,
    onBegin: () => void,
  ): Promise<void> {
    const { client, attempt, key, reader } = this.context;
    const { unlessCancelled } = cancellation;
    const wish = this.wish(reader.sizeOf(index));
    let mayHaveArrived = false;
    const send = async () => {
      this.running += 1;
      onBegin();
      try {
        const bytes = await unlessCancelled(reader.read(index));
        const sending = client.uploadPart(attempt, key, uploadId, index + 1, bytes);
        const { headers } = await unlessCancelled(this.watch(sending.answer), sending.stop);
        this.etags[index] = headers.etag;
        this.noteKept();
      } catch (error) {
        mayHaveArrived = (error as Failure).status === undefined;
        throw error;
      } finally {
        this.running -= 1;
      }
    };
    await this.tryAgain(cancellation, async () => {
      // To ask costs less than a part that COS has.
      if (mayHaveArrived) {
        this.etags[index] = (await unlessCancelled(this.arrived(uploadId)))[index];
        if (this.etags[index]) return;
      }
      await lanes.run(wish, cancellation, send);
    });
  }

  /** A few times for each file: what is written holds up what runs. */
  private noteKept(): void {
    const { record, reader } = this.context;
    const { sent } = record;
    const { kept } = this;
    if (sent && kept - (sent.kept ?? 0) >= reader.file.size / TIMES_NOTED) record.note({ ...sent, kept });
  }

  /** ETags of the parts that COS has whole, by index. Asked once however many parts ask. */
  private arrived(uploadId: string): Promise<(string | undefined)[]> {
    const { client, attempt, key, reader } = this.context;
    const list = async () => {
      const etags: (string | undefined)[] = [];
      for (const { number, size, etag } of await client.listParts(attempt, key, uploadId)) {
        const index = number - 1;
        if (index < reader.count && size === reader.sizeOf(index)) etags[index] = etag;
      }
      return etags;
    };
    this.listing ??= withEnd(list(), () => {
      this.listing = undefined;
    });
    return this.listing;
  }

  private async complete(cancellation: PausableCancellation): Promise<StoredContent> {
    const { client, attempt, key } = this.context;
    const { stage, etags } = this;
    const { unlessCancelled } = cancellation.evenPaused;
    if (!('uploadId' in stage)) throw new Error('an upload that was not begun can not be completed');
    const { uploadId } = stage;
    return this.tryAgain(cancellation, async () => {
      const found =
        this.stage.name === 'completing' ? await unlessCancelled(findStored(this.context)) : undefined;
      if (found) return found;
      this.stage = { name: 'completing', uploadId };
      const parts = etags.flatMap((etag) => etag ?? []);
      // Of no bytes: all that the file still needs is this, and it is over at once.
      const wish: LaneWish = { fileBytes: 0, bytes: 0, extra: false };
      const completed = lanes.run(wish, cancellation, () =>
        this.watch(client.completeUpload(attempt, key, uploadId, parts)),
      );
      const answered = await unlessCancelled(completed).catch(async (failure: Failure) => {
        // COS had completed it when the answer was lost: the second try meets this.
        const lost = failure.code === 'upload-lost';
        const there = lost ? await unlessCancelled(findStored(this.context)) : undefined;
        if (!there) throw failure;
        return there;
      });
      return unlessCancelled(confirmStored(this.context, answered));
    });
  }

  /** What another phone sends to the same key is not aborted with it: what is lost of such a key goes when it is a day old. */
  private async abortLost(): Promise<void> {
    const { client, attempt, key, ownsKey } = this.context;
    if (!ownsKey) return;
    const pending = await client.listUploads(attempt, key);
    for (const upload of pending)
      if (upload.key === key) await client.abortUpload(attempt, key, upload.uploadId);
  }

  private wish(bytes: number): LaneWish {
    const sender = this;
    return {
      fileBytes: this.context.reader.file.size,
      bytes,
      get extra() {
        return sender.running > 0;
      },
    };
  }

  private tryAgain<T>(cancellation: Cancellation, work: () => Promise<T>): Promise<T> {
    const { uploadPauses: pauses, patience } = this.context.client.limits;
    return retry(work, { pauses, patience }, cancellation);
  }

  /** `discard` waits for what was watched. */
  private watch<T>(work: Promise<T>): Promise<T> {
    const before = this.unanswered;
    this.unanswered = Promise.allSettled([before, work]);
    return work;
  }

  private forget(): void {
    this.stage = { name: 'none' };
    this.etags = [];
    this.context.record.note(undefined);
  }
}
