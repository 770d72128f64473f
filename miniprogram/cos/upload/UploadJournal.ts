import { readEntry } from './JournalEntry';
import { UploadRecord } from './UploadRecord';

/** Milliseconds. */
const FORGOTTEN_AFTER = 7 * 24 * 60 * 60 * 1000;

const byBucket = new Map<string, UploadJournal>();

type TakeUp = (records: readonly UploadRecord[], isPaused: boolean) => void;

/**
 * The uploads that are under way, in WeChat's storage, one key for each: a Mini Program that is killed goes on with them at
 * its next start, or takes off the server what it left there. Storage that is full or broken breaks no upload: then that file
 * does not survive.
 */
export class UploadJournal {
  /** One for each bucket, however many clients there are: one must not take the uploads of another for nobody's. */
  static of(bucket: string): UploadJournal {
    const journal = byBucket.get(bucket) ?? new UploadJournal(bucket);
    byBucket.set(bucket, journal);
    return journal;
  }

  /** Whose copies an entry in the storage keeps, of all buckets. Throws what wx does: nobody may take them for nobody's then. */
  static owners(): ReadonlySet<string> {
    return new Set(storedKeys().map((key) => key.slice(START.length).replace(':', '_')));
  }

  /** What an earlier start left, by its owner, and nobody has taken up. Read at the first use: it takes a moment. */
  private left: Map<string, UploadRecord> | undefined;
  /** Of this start, and what it took up. */
  private readonly ours = new Set<UploadRecord>();
  private readonly queues = new Map<string, TakeUp>();
  /** The folder of the user's keys; as long as nobody knows it, that of the last one on this phone. */
  private user: string | undefined;
  /** Prefixes of keys that this start has had: one for each user, or for each client of the bucket. */
  private readonly users = new Set<string>();
  private lastNumber = 0;
  private readonly paused = new Map<string, boolean>();

  private constructor(private readonly bucket: string) {}

  /** Something was left, of whatever user. */
  get hasFormer(): boolean {
    return this.former.size > 0;
  }

  get prefix(): string | undefined {
    this.user ??= read(this.userKey) as string | undefined;
    return this.user;
  }

  /**
   * A temporary key has told whose uploads these are. What this start has written for the last user, for want of knowing better,
   * becomes this one's, and the queues get what was left of theirs.
   */
  setUser(prefix: string): void {
    if (this.users.has(prefix)) return;
    const isGuessed = prefix === this.prefix;
    const guessed = this.users.size === 0 && !isGuessed ? [...this.ours] : [];
    this.users.add(prefix);
    this.user = prefix;
    if (!isGuessed) write(this.userKey, prefix);
    for (const record of guessed) record.belongTo(prefix);
    for (const name of this.queues.keys()) this.handOut(name);
  }

  /** Whether a queue was paused as a whole: its next start is too. */
  setPaused(queue: string, isPaused: boolean): void {
    if (isPaused === this.isPaused(queue)) return;
    this.paused.set(queue, isPaused);
    if (isPaused) write(this.pausedKey(queue), true);
    else erase(this.pausedKey(queue));
  }

  /** A file that is new. */
  begin(): UploadRecord {
    // No number of a former one is used again.
    this.left ??= this.readFormer();
    this.lastNumber += 1;
    const record = new UploadRecord(this, `${this.bucket}_${this.lastNumber}`);
    this.ours.add(record);
    return record;
  }

  /**
   * From now on what was left of the queue of this name is given to `takeUp`, as soon as it is known who the user is. False
   * when another queue has this name.
   */
  claim(queue: string, takeUp: TakeUp): boolean {
    if (this.queues.has(queue)) return false;
    this.queues.set(queue, takeUp);
    // The queue is not made yet.
    void Promise.resolve().then(() => this.handOut(queue));
    return true;
  }

  /**
   * Files of an earlier start that wait for a key which tells that they are this user's; 0 when there was one. WeChat keeps the
   * storage of each of its users apart, but who issues keys may tell more users apart than WeChat does.
   */
  returningTo(queue: string): number {
    if (this.users.size > 0) return 0;
    return this.leftOf(queue).filter(({ prefix }) => prefix === this.prefix).length;
  }

  /**
   * Of this user, and comes back in no queue: has to be taken off the server. What waits for another user, or for a queue that
   * was not made yet, waits for a week, because its copy takes room.
   */
  takeAbandoned(prefix: string): readonly UploadRecord[] {
    const isOld = ({ written }: UploadRecord) => Date.now() - written > FORGOTTEN_AFTER;
    for (const record of this.former.values()) {
      if (!record.item || !isOld(record)) continue;
      if (record.prefix === prefix) record.keep(undefined);
      else record.close();
    }
    return [...this.former.values()].filter((record) => record.prefix === prefix && !record.item);
  }

  /** Whether this phone works on this upload, or will. */
  isOurs(key: string): boolean {
    const all = [...this.ours, ...this.former.values()];
    return all.some(({ sent }) => sent?.key === key);
  }

  /** Whether it is in the storage now. */
  write(record: UploadRecord): boolean {
    const { entry } = record;
    if (entry) return write(keyOf(record.owner), entry);
    erase(keyOf(record.owner));
    return false;
  }

  forget(record: UploadRecord): void {
    this.ours.delete(record);
    this.former.delete(record.owner);
  }

  private get former(): Map<string, UploadRecord> {
    this.left ??= this.readFormer();
    return this.left;
  }

  private readFormer(): Map<string, UploadRecord> {
    const former = new Map<string, UploadRecord>();
    try {
      for (const { key, bucket, number } of storedKeys().map(readKey).sort(byNumber)) {
        if (bucket !== this.bucket) continue;
        this.lastNumber = Math.max(this.lastNumber, number);
        const stored = tryToRead(key);
        const owner = `${bucket}_${number}`;
        const entry = readEntry(stored?.value);
        if (entry) former.set(owner, new UploadRecord(this, owner, entry));
        // What can't be read now may be at the next start.
        else if (stored) erase(key);
      }
    } catch (error) {
      console.warn(`The uploads of the last start could not be looked for: ${String(error)}`);
      // So do they, with numbers that are not used until then.
      this.lastNumber = Date.now();
    }
    return former;
  }

  private isPaused(queue: string): boolean {
    const known = this.paused.get(queue) ?? read(this.pausedKey(queue)) === true;
    this.paused.set(queue, known);
    return known;
  }

  private pausedKey(queue: string): string {
    return `cos-uploads-paused:${this.bucket}:${queue}`;
  }

  private get userKey(): string {
    return `cos-uploads-user:${this.bucket}`;
  }

  private handOut(queue: string): void {
    if (this.users.size === 0) return;
    const left = this.leftOf(queue);
    const records = left.filter(({ prefix = '' }) => this.users.has(prefix));
    for (const record of records) {
      this.former.delete(record.owner);
      this.ours.add(record);
    }
    if (left.length > 0) this.queues.get(queue)?.(records, records.length > 0 && this.isPaused(queue));
  }

  private leftOf(queue: string): readonly UploadRecord[] {
    return [...this.former.values()].filter(({ item }) => item?.queue === queue);
  }
}

const START = 'cos-upload:';

/** `owner`: `<bucket>_<number>`; no bucket has a `_` in its name. */
const keyOf = (owner: string) => START + owner.replace('_', ':');

function readKey(key: string): { key: string; bucket: string; number: number } {
  const [bucket = '', number] = key.slice(START.length).split(':');
  return { key, bucket, number: Number(number) || 0 };
}

/** As they were chosen: WeChat has them in the order in which they were written, and what is sent last is written first. */
const byNumber = (one: { number: number }, other: { number: number }) => one.number - other.number;

/** Of all entries. */
function storedKeys(): readonly string[] {
  return wx.getStorageInfoSync().keys.filter((key) => key.startsWith(START));
}

function read(key: string): unknown {
  return tryToRead(key)?.value || undefined;
}

/** Undefined when WeChat can't read it. */
function tryToRead(key: string): { readonly value: unknown } | undefined {
  try {
    return { value: wx.getStorageSync(key) };
  } catch (error) {
    console.warn(`${key} could not be read: ${String(error)}`);
    return undefined;
  }
}

function write(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value);
    return true;
  } catch (error) {
    // Storage is full: the file goes up, and does not survive. What was written before is no longer so.
    console.warn(`${key} could not be written: ${String(error)}`);
    erase(key);
    return false;
  }
}

function erase(key: string): void {
  try {
    wx.removeStorageSync(key);
  } catch (error) {
    console.warn(`${key} could not be removed: ${String(error)}`);
  }
}
