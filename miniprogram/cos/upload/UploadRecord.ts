import {
  type JournalEntry,
  type JournalItem,
  type JournalState,
  type SentObject,
  VERSION,
} from './JournalEntry';
import type { UploadJournal } from './UploadJournal';

/** The entry of one file in the journal: it is written when there is something that the next start has to know. */
export class UploadRecord {
  /** The file comes back with the next start. */
  survives: boolean;
  /** Told when `survives` has changed. */
  onChange: () => void = () => undefined;
  private ofUser: string | undefined;
  /** By the phone's clock, of what an earlier start has written. Milliseconds since 1970. */
  readonly written: number;
  private isWritten: boolean;
  private keptItem: JournalItem | undefined;
  private sentObject: SentObject | undefined;

  constructor(
    private readonly journal: UploadJournal,
    /** Names it and its copies, `<bucket>_<number>`. */
    readonly owner: string,
    entry?: JournalEntry,
  ) {
    this.ofUser = entry?.prefix;
    this.written = entry?.written ?? 0;
    this.keptItem = entry?.item;
    this.sentObject = entry?.sent;
    this.isWritten = entry !== undefined;
    this.survives = entry?.item !== undefined;
  }

  /** Folder of the user's keys, once somebody knows it. */
  get prefix(): string | undefined {
    return this.ofUser;
  }

  get item(): JournalItem | undefined {
    return this.keptItem;
  }

  get sent(): SentObject | undefined {
    return this.sentObject;
  }

  /** Undefined when there is nothing that the next start has to know, or nobody knows for whom. */
  get entry(): JournalEntry | undefined {
    const { ofUser: prefix, keptItem: item, sentObject: sent } = this;
    // A form that was cut off leaves nothing on the server; that of a file which comes back may have arrived.
    const matters = item !== undefined || sent?.partSize !== undefined || sent?.unwanted === true;
    if (!matters || prefix === undefined) return undefined;
    const version = VERSION;
    return { version, prefix, written: Date.now(), ...(item && { item }), ...(sent && { sent }) };
  }

  /** There is a copy of the file: it comes back with the next start, or not (undefined). */
  keep(item: JournalItem | undefined): void {
    this.keptItem = item;
    this.write();
  }

  setState(state: JournalState): void {
    const { item } = this;
    // Nearly always it stays queued until it is stored.
    if (item && (state.name !== 'queued' || item.state.name !== 'queued')) this.keep({ ...item, state });
  }

  /** What the server may have of it from now on; undefined: nothing. */
  note(sent: SentObject | undefined): void {
    this.sentObject = sent;
    this.write();
  }

  belongTo(prefix: string): void {
    this.ofUser = prefix;
    this.write();
  }

  /** Nothing of it is left anywhere. */
  close(): void {
    this.keptItem = undefined;
    this.sentObject = undefined;
    this.write();
    this.journal.forget(this);
  }

  private write(): void {
    this.ofUser ??= this.journal.prefix;
    if (this.isWritten || this.entry) this.isWritten = this.journal.write(this);
    const survives = this.isWritten && this.keptItem !== undefined;
    if (survives === this.survives) return;
    this.survives = survives;
    this.onChange();
  }
}
