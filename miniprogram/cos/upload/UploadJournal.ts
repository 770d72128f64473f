/** `sending`: an upload in parts is under way. `unwanted`: whatever of it is on the server has to go. */
export type JournalState = 'sending' | 'unwanted';

/**
 * Which keys are on their way, in WeChat's storage: a Mini Program that is killed leaves parts on the server, and what is
 * written here tells the next start which of them are nobody's. Keys that this start wrote are not among `former`.
 */
export class UploadJournal {
  private static readonly byBucket = new Map<string, UploadJournal>();

  /** One for each bucket, however many clients there are: one must not take the uploads of another for nobody's. */
  static of(bucket: string): UploadJournal {
    const journal = UploadJournal.byBucket.get(bucket) ?? new UploadJournal(bucket);
    UploadJournal.byBucket.set(bucket, journal);
    return journal;
  }

  private readonly name: string;
  private states: Record<string, JournalState> | undefined;
  private readonly ours = new Set<string>();

  private constructor(bucket: string) {
    this.name = `cos-uploads:${bucket}`;
  }

  note(key: string, state: JournalState): void {
    this.ours.add(key);
    this.read()[key] = state;
    this.write();
  }

  forget(key: string): void {
    const states = this.read();
    if (!(key in states)) return;
    delete states[key];
    this.write();
  }

  /** True for a key that this start works on. */
  isOurs(key: string): boolean {
    return this.ours.has(key);
  }

  /** What an earlier start left. */
  former(): readonly { readonly key: string; readonly state: JournalState }[] {
    return Object.entries(this.read())
      .filter(([key]) => !this.ours.has(key))
      .map(([key, state]) => ({ key, state }));
  }

  private read(): Record<string, JournalState> {
    if (this.states) return this.states;
    let stored: unknown;
    try {
      stored = wx.getStorageSync(this.name);
    } catch (error) {
      console.warn(`The list of uploads under way could not be read: ${String(error)}`);
    }
    this.states = typeof stored === 'object' && stored !== null ? { ...stored } : {};
    return this.states;
  }

  private write(): void {
    try {
      wx.setStorageSync(this.name, this.read());
    } catch (error) {
      // Storage is full: what a kill leaves behind stays until it is a day old.
      console.warn(`The list of uploads under way could not be written: ${String(error)}`);
    }
  }
}
