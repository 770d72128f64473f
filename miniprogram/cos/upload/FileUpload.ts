import type { Connection } from '../client/Connection';
import type { CosClient } from '../client/CosClient';
import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { scopeOf } from '../failures/scopeOf';
import type { ChosenFile } from '../files/ChosenFile';
import { isSameFile, type LocalFile } from '../files/wxFiles';
import type { KeyLayout } from '../keys';
import { lanes } from '../network/Lanes';
import type { StoredObject } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';
import { retry } from '../task/retry';
import { notCancellable, type PausableTask, type Progress } from '../task/Task';
import { withEnd } from '../task/withEnd';
import { CoverSender } from './CoverSender';
import { checkFile } from './checkFile';
import { contentTypeFor } from './contentTypeFor';
import { type Destination, destinationFor, momentOfChoice } from './Destination';
import { FileReader } from './FileReader';
import { FormSender } from './FormSender';
import { MultipartSender } from './MultipartSender';
import { formLimit, partSize } from './partSize';
import type { Sender } from './Sender';
import { Survival, type SurvivalMeans } from './Survival';
import type { Twins } from './Twins';
import type { UploadJournal } from './UploadJournal';
import type { UploadRecord } from './UploadRecord';
import type { Begun, UploadItem, UploadState } from './UploadState';

/** Bytes of a small file that are in memory at a time. */
const PIECE = 1024 * 1024;

export interface UploadMeans {
  readonly connection: Connection;
  readonly keys: KeyLayout;
  readonly journal: UploadJournal;
  /** Whether it was deleted here since. */
  isDeleted?(key: string): boolean;
  /** Folder of the keys of who is logged in, once it is known. */
  readonly user?: { prefix?: string };
  /** Absent: what is stored already is not looked for. */
  readonly twins?: Twins;
  /** Absent: its files are lost when the Mini Program is ended. */
  readonly survival?: SurvivalMeans;
}

export interface UploadOrigin {
  readonly record: UploadRecord;
  /** In place of what the key layout makes. */
  readonly ownKey?: string;
  /** What the item is in changed by itself. */
  onChange?(): void;
}

/** What a queue hears of an upload. */
export interface UploadEvents {
  onProgress(): void;
  /** True when the file has failed by it; else it waits. */
  onFailure(failure: Failure): boolean;
  /** Nothing is asked of COS any more. */
  onEnd(): void;
}

/** One file on its way, from being chosen until it is stored or given up. */
export class FileUpload {
  private current: UploadItem;
  private task: PausableTask<StoredObject> | undefined;
  /** Found once: a file that is sent again after a lost answer is no second object. */
  private destination: Destination | undefined;
  private sending: Sending | undefined;
  /** Takes off the server what is not wanted there any more. */
  private unwanted: (() => Promise<void>) | undefined;
  private cleaning: Promise<void> | undefined;
  private readonly survival: Survival | undefined;
  /** Folder of the keys of who chose it, once it is known. */
  private owner: string | undefined;
  private readonly chosen = momentOfChoice();
  private isListed = true;
  /** How far it is was heard of COS. What an earlier start has written down, COS may have forgotten. */
  private isTold = false;
  /** Stored before, with the same bytes. */
  private twin: StoredObject | undefined;
  /** The person wants it uploaded although there is a twin. */
  private ignoresTwin = false;
  /** Cancelled while it was sent: what is on the server goes when that has ended. */
  private isGivenUp = false;

  constructor(
    id: string,
    file: ChosenFile,
    private readonly means: UploadMeans,
    private readonly origin: UploadOrigin,
  ) {
    const { record, onChange } = origin;
    const { sent } = record;
    this.owner = record.item ? record.prefix : means.user?.prefix;
    this.survival = means.survival && new Survival(means.survival, record);
    const former = this.survival?.former && this.survival.restored(this.survival.former);
    this.current = { id, file, state: { name: 'queued' }, ...former, survives: record.survives };
    record.onChange = () => {
      this.current = { ...this.current, survives: record.survives };
      onChange?.();
    };
    if (sent) {
      const { key, ownsKey, unwanted } = sent;
      this.destination = { key, ownsKey, attempt: { action: 'upload', name: this.current.file.name, key } };
      if (unwanted) this.unwanted = () => this.discardFormer();
    }
    this.survival?.follow(this.current.file, this.current.state);
  }

  get item(): UploadItem {
    return this.current;
  }

  /** COS is asked for something, also when that is cancelled and not at its end yet. */
  get isBusy(): boolean {
    return this.task !== undefined;
  }

  /** Queued or waiting → uploading. */
  start({ onProgress, onFailure, onEnd }: UploadEvents): void {
    const begun = this.begun();
    let { kept } = begun;
    this.setState({ name: 'uploading', isSending: false, ...begun });
    const task = this.send((progress) => {
      const { state } = this.item;
      if (this.task !== task || state.name !== 'uploading') return;
      const { isSending, kept: keptNow } = this.sending?.sender ?? { isSending: true, kept };
      if (!this.isTold) kept = keptNow;
      const isOld =
        this.isTold && progress.loaded <= state.progress.loaded && progress.total === state.progress.total;
      if (isOld && isSending === state.isSending) return;
      this.isTold = true;
      this.setState({ name: 'uploading', isSending, progress: isOld ? state.progress : progress, kept });
      onProgress();
    });
    this.task = task;
    const end = (isUnwanted: boolean) => {
      this.task = undefined;
      this.isGivenUp = false;
      if (isUnwanted) void this.discard();
      onEnd();
    };
    task.result.then(
      (object) => {
        // Paused or cancelled meanwhile: it has arrived all the same.
        if (this.isListed) this.setState({ name: object === this.twin ? 'present' : 'done', object });
        end(!this.isListed);
      },
      (failure: Failure) => {
        if (this.item.state.name !== 'uploading') return end(this.isGivenUp);
        if (onFailure(failure)) this.setState({ name: 'failed', failure });
        else this.wait(scopeOf(failure.code) === 'network' ? failure : undefined);
        end(false);
      },
    );
  }

  /** Queued, uploading or waiting → paused. */
  pause(): void {
    this.setState({ name: 'paused', ...this.begun() });
    this.task?.pause();
  }

  /** Uploading → waiting, or queued when nothing of it was sent. */
  wait(failure?: Failure): void {
    const begun = this.begun();
    if (failure) this.setState({ name: 'waiting', ...begun, failure });
    else this.setState(begun.progress.loaded > 0 ? { name: 'waiting', ...begun } : { name: 'queued' });
    this.task?.pause();
  }

  /** Paused → waiting, or queued when nothing of it was sent. */
  resume(): void {
    this.wait();
  }

  cancel(): void {
    this.setState({ name: 'cancelled' });
    this.giveUp();
  }

  /** Failed, cancelled or present → queued. */
  retry(): void {
    if (this.item.state.name === 'present') this.ignoresTwin = true;
    this.setState({ name: 'queued' });
  }

  /** Off the list: nobody will see it any more, or start it. */
  remove(): void {
    this.isListed = false;
    if (this.item.state.name === 'failed') this.giveUp();
    this.survival?.end();
  }

  /**
   * Resolves when COS has all of the file and its checksum is the file's. Called again after a failure it goes on with what
   * is missing, unless the file has changed. Everything that can be known to fail is found out before a byte is sent.
   */
  send(onProgress: (progress: Progress) => void): PausableTask<StoredObject> {
    const { connection, keys, journal, user } = this.means;
    const { record, ownKey } = this.origin;
    const { name, path } = this.item.file;
    const begun: Attempt = { action: 'upload', name };
    return connection.start(begun, async (client, cancellation) => {
      const { unlessCancelled } = cancellation;
      const { prefix, maxUploadBytes } = await unlessCancelled(client.credential(begun));
      if (user) user.prefix = prefix;
      journal.setUser(prefix);
      if (this.owner !== undefined && this.owner !== prefix)
        throw new Failure({
          code: 'other-user',
          attempt: begun,
          detail: `chosen by the user of ${this.owner}`,
        });
      this.owner = prefix;
      if (record.prefix !== prefix) record.belongTo(prefix);
      const chosen = this.chosen + client.clock.now() - Date.now();
      this.destination ??= destinationFor(name, prefix, chosen, keys, ownKey);
      const { attempt, key } = this.destination;
      const file = await unlessCancelled(checkFile(path, maxUploadBytes, attempt, client.limits.files));
      const before = this.sending?.file ?? this.survival?.former;
      if (before && !isSameFile(before, file)) void this.discard();
      if (this.survival?.former && !isSameFile(this.survival.former, file))
        throw new Failure({ code: 'file-changed', attempt, detail: `${path} is not what was copied` });
      // Begun before this is done it would go on with what is being aborted.
      await unlessCancelled(this.clean());
      this.twin = await unlessCancelled(this.findTwin(client, file, attempt));
      if (this.twin) return this.twin;
      this.sending ??= this.sendingOf(client, file, this.destination);
      const { sender, cover: coverSender } = this.sending;
      try {
        const stored = await sender.send(cancellation, onProgress);
        const cover = await cancellation.evenPaused.unlessCancelled(coverSender.send());
        record.close();
        const modified = client.clock.now();
        const found = { modified, contentType: contentTypeFor(key), ...stored, key, size: file.size };
        return { ...toStoredObject(found, client.clock, keys), ...(cover && { cover }) };
      } catch (error) {
        const failure = failureFrom(error, attempt, client.target);
        // What was read is not the file any more, or not what arrived: the next time it is read anew.
        if (failure.code === 'file-changed' || failure.code === 'checksum-mismatch') void this.discard();
        throw failure;
      }
    });
  }

  /**
   * Takes what is there of it off the server; not to be called while it is sent. Resolves when that is done or was given up:
   * then it is done before it is sent again, or at the next start of the Mini Program, which has it in the journal.
   */
  discard(): Promise<void> {
    const { sending } = this;
    if (sending) this.unwanted ??= () => discardAll(sending);
    else if (this.origin.record.sent) this.unwanted ??= () => this.discardFormer();
    this.sending = undefined;
    return this.clean().catch((failure: Failure) => {
      console.warn(`What was sent of ${this.destination?.key} is still on the server: ${failure.message}`);
    });
  }

  /** Only before anything was sent. */
  private async findTwin(
    client: CosClient,
    file: LocalFile,
    attempt: Attempt,
  ): Promise<StoredObject | undefined> {
    const { twins, keys } = this.means;
    if (!twins || this.ignoresTwin || this.sending || this.origin.record.sent) return undefined;
    const reader = new FileReader(file, PIECE, client.limits, attempt);
    const found = await twins.find(client, attempt, file.size, () => reader.checksum());
    return found && toStoredObject(found, client.clock, keys);
  }

  private clean(): Promise<void> {
    const { uploadPauses: pauses, patience } = this.means.connection.limits;
    const clean = async () => {
      const { unwanted } = this;
      if (!unwanted) return;
      await retry(unwanted, { pauses, patience }, notCancellable);
      this.unwanted = undefined;
    };
    this.cleaning ??= withEnd(clean(), () => {
      this.cleaning = undefined;
    });
    return this.cleaning;
  }

  /** What an earlier start has sent, and nobody goes on with. */
  private discardFormer(): Promise<void> {
    const { destination } = this;
    if (!destination) return Promise.resolve();
    const { path, size } = this.item.file;
    const file = { path, size, modified: 0 };
    return this.means.connection.run(destination.attempt, (client) =>
      discardAll(this.sendingOf(client, file, destination)),
    );
  }

  private sendingOf(client: CosClient, file: LocalFile, destination: Destination): Sending {
    const { keys, isDeleted } = this.means;
    const cover = new CoverSender({
      client,
      destination,
      keys,
      file: this.item.file,
      isFormer: this.origin.record.sent !== undefined,
      isDeleted: () => isDeleted?.(destination.key) === true,
    });
    return { file, sender: this.senderFor(client, file, destination), cover };
  }

  private senderFor(client: CosClient, file: LocalFile, destination: Destination): Sender {
    const { record } = this.origin;
    // What an earlier start began goes on as it was begun.
    const inParts = record.sent
      ? record.sent.partSize !== undefined
      : file.size > formLimit(lanes.speed.rate);
    const pieceSize = inParts ? (record.sent?.partSize ?? partSize(file.size)) : PIECE;
    const { attempt } = destination;
    const reader = new FileReader(file, pieceSize, client.limits, attempt);
    const context = { client, record, reader, ...destination };
    return inParts ? new MultipartSender(context) : new FormSender(context);
  }

  private giveUp(): void {
    this.isGivenUp = this.isBusy;
    if (this.task) this.task.cancel();
    else void this.discard();
  }

  /** How far it is now. */
  private begun(): Begun {
    const { state, file } = this.item;
    const known = this.isTold ? this.sending?.sender.kept : undefined;
    const kept = known ?? ('kept' in state ? state.kept : 0);
    const total = this.sending?.file.size ?? file.size;
    const progress = 'progress' in state ? state.progress : { loaded: kept, total };
    return { progress, kept };
  }

  private setState(state: UploadState): void {
    const { file, state: before } = this.current;
    this.current = { ...this.current, state };
    if (state.name !== before.name) this.survival?.follow(file, state);
    if (state.name === 'done' && this.survival?.former) {
      // The copy was the picture.
      const { thumbnail: _gone, ...rest } = file;
      this.current = { ...this.current, file: rest };
    }
  }
}

/** What is on its way to the server. */
interface Sending {
  readonly file: LocalFile;
  readonly sender: Sender;
  readonly cover: CoverSender;
}

/** The sender writes down first that all of it has to go. */
async function discardAll({ sender, cover }: Sending): Promise<void> {
  await Promise.all([sender.discard(), cover.discard()]);
}
