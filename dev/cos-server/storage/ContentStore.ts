import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Crc64 } from './Crc64';
import { syncFolder } from './durable';

/** A file of bytes that never changes once it is written. */
export interface Content {
  id: string;
  /** Bytes. */
  size: number;
}

export interface ReceivedContent extends Content {
  md5: Buffer;
  crc64: bigint;
}

/** A range of one file. */
interface Slice {
  id: string;
  /** The first byte and the last one, both included. */
  first: number;
  last: number;
}

/** Reads in pieces of this many bytes. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of objects and of parts, a file each, under a name of its own. What no metadata points to does not
 * exist for anybody: metadata written last is what makes an upload visible.
 */
export class ContentStore {
  private readonly readers = new Map<string, number>();
  private readonly discarded = new Set<string>();

  private constructor(
    /** Where they are, each by its id. */
    readonly folder: string,
  ) {}

  static async open(folder: string): Promise<ContentStore> {
    await mkdir(folder, { recursive: true });
    return new ContentStore(folder);
  }

  /** The files that are there, with their sizes. */
  async sizes(): Promise<Map<string, number>> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    // A system may have put a folder of its own there: @eaDir.
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const sizes = new Map<string, number>();
    for (const name of names) sizes.set(name, (await stat(join(this.folder, name))).size);
    return sizes;
  }

  /** Streams bytes to the disk. When it resolves they are safe; when it rejects nothing is left. */
  async receive(chunks: AsyncIterable<Uint8Array>): Promise<ReceivedContent> {
    const id = randomUUID();
    const path = join(this.folder, id);
    const md5 = createHash('md5');
    const crc64 = new Crc64();
    let size = 0;
    try {
      const file = await open(path, 'wx');
      try {
        for await (const chunk of chunks) {
          const written = file.writeFile(chunk);
          md5.update(chunk);
          crc64.update(chunk);
          size += chunk.length;
          await written;
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(this.folder);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { id, size, md5: md5.digest(), crc64: crc64.value() };
  }

  /**
   * Reads a range of several files in a row. Call `hold` first, in the same turn in which the files were looked
   * up: until it is released they stay, even when the object is replaced.
   */
  async *read(contents: readonly Content[], first: number, last: number): AsyncGenerator<Buffer> {
    for (const slice of slices(contents, first, last)) {
      const options = { start: slice.first, end: slice.last, highWaterMark: CHUNK_BYTES };
      const stream = createReadStream(join(this.folder, slice.id), options);
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
    }
  }

  /** All bytes of several files in a row, in memory. To be called in the turn in which they were looked up. */
  async whole(contents: readonly Content[]): Promise<Buffer> {
    const release = this.hold(contents);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of this.read(contents, 0, Number.POSITIVE_INFINITY)) chunks.push(chunk);
      return Buffer.concat(chunks);
    } finally {
      await release();
    }
  }

  /** Keeps files from being removed until the returned function is called. */
  hold(contents: readonly Content[]): () => Promise<void> {
    for (const { id } of contents) this.readers.set(id, (this.readers.get(id) ?? 0) + 1);
    let held = true;
    return async () => {
      if (!held) return;
      held = false;
      await Promise.all(contents.map(({ id }) => this.release(id)));
    };
  }

  /** Removes files that no metadata points to any more, as soon as nobody reads them. */
  async discard(contents: readonly Content[]): Promise<void> {
    await Promise.all(
      contents.map(async ({ id }) => {
        if (this.readers.has(id)) this.discarded.add(id);
        else await rm(join(this.folder, id), { force: true });
      }),
    );
  }

  private async release(id: string): Promise<void> {
    const others = (this.readers.get(id) ?? 1) - 1;
    if (others > 0) {
      this.readers.set(id, others);
      return;
    }
    this.readers.delete(id);
    if (this.discarded.delete(id)) await rm(join(this.folder, id), { force: true });
  }
}

function slices(contents: readonly Content[], first: number, last: number): Slice[] {
  const found: Slice[] = [];
  let offset = 0;
  for (const { id, size } of contents) {
    const from = Math.max(first - offset, 0);
    const to = Math.min(last - offset, size - 1);
    if (from <= to) found.push({ id, first: from, last: to });
    offset += size;
  }
  return found;
}
