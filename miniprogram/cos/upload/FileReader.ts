import { type Attempt, Failure } from '../failures/Failure';
import { type Crc64, crc64, crc64Start, crc64Text } from '../files/crc64';
import { isSameFile, type LocalFile, lookAtFile, readSlice } from '../files/wxFiles';
import type { TimeLimits } from '../task/timeLimits';

/** A file system that keeps whole seconds can't tell two changes within one. Milliseconds, with a reserve. */
const COARSE = 2000;

/**
 * Reads a file piece by piece and takes its checksum while the bytes pass. What it has read once it knows again: a file that
 * is not the same any more is `file-changed`, also when its size is.
 *
 * Not covered: a change that leaves size and time of the file as they were, of a piece that was read long after the time
 * that the file bears.
 */
export class FileReader {
  readonly count: number;
  /** The checksum of all pieces before the one of this index; grows from the first piece on. */
  private readonly checksums: Crc64[] = [crc64Start];
  private readonly readAt: number[] = [];
  /** One at a time: the checksum of a piece goes on from the one before it. */
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    readonly file: LocalFile,
    /** Bytes of each piece but the last. */
    readonly pieceSize: number,
    private readonly limits: TimeLimits,
    private readonly attempt: Attempt,
  ) {
    this.count = Math.ceil(file.size / pieceSize);
  }

  /** Bytes of the piece of this index. */
  sizeOf(index: number): number {
    return Math.min(this.pieceSize, this.file.size - index * this.pieceSize);
  }

  /** The bytes of the piece of this index. */
  read(index: number): Promise<ArrayBuffer> {
    const read = this.reading.then(() => this.readNow(index));
    this.reading = read.then(
      () => undefined,
      () => undefined,
    );
    return read;
  }

  /** The checksum of the whole file, as COS writes it; reads what was not read yet. */
  async checksum(): Promise<string> {
    for (let index = this.readAt.length; index < this.count; index += 1) await this.read(index);
    return crc64Text(this.checksums[this.count] ?? crc64Start);
  }

  /** Rejects with `file-changed` unless the file is still what was read. */
  async checkUnchanged(): Promise<void> {
    const { path, modified } = this.file;
    if (!isSameFile(this.file, await lookAtFile(path, this.limits.files))) throw this.changed();
    for (let index = 0; index < this.readAt.length; index += 1) {
      // What was read in the very second that the file bears may have been changed after that, unseen.
      if ((this.readAt[index] ?? 0) < modified + COARSE) await this.read(index);
    }
  }

  private async readNow(index: number): Promise<ArrayBuffer> {
    const { path, size } = this.file;
    const now = Date.now();
    const length = this.sizeOf(index);
    const position = index * this.pieceSize;
    const bytes = await readSlice(path, position, length, this.limits.files, size).catch((error) =>
      this.explain(error),
    );
    if (bytes.byteLength !== length) throw this.changed();
    const before = this.checksums[index];
    // Those before it were sent by an earlier start, and are read while this one is on its way: then it is read once more.
    if (!before) return bytes;
    const after = crc64(new Uint8Array(bytes), before);
    const known = this.checksums[index + 1];
    if (known && (known.high !== after.high || known.low !== after.low)) throw this.changed();
    this.checksums[index + 1] = after;
    this.readAt[index] = now;
    return bytes;
  }

  /** WeChat refuses to read past the end of a file that became shorter, with words that say something else. */
  private async explain(error: unknown): Promise<never> {
    const { files } = this.limits;
    const file = await lookAtFile(this.file.path, files).catch(() => this.file);
    throw isSameFile(this.file, file) ? error : this.changed();
  }

  private changed(): Failure {
    const { attempt, file } = this;
    return new Failure({ code: 'file-changed', attempt, detail: `${file.path} changed while it was sent` });
  }
}
