import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Listeners } from '../../../Listeners';
import { moveFile } from '../../../moveFile';
import type { AlbumItem } from '../../messages/AlbumItem';
import { JsonFile } from './JsonFile';

/** `file`: its name in the album's folder. */
type Entry = AlbumItem & { file: string };

/** The phone's photos and videos, newest first. */
export class Album {
  readonly #dir: string;
  readonly #index: JsonFile<Entry[]>;
  readonly #listeners = new Listeners();
  #entries: Entry[];

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#index = new JsonFile(join(dir, 'index.json'));
    this.#entries = this.#index.read() ?? [];
  }

  items(): AlbumItem[] {
    return this.#entries.map(({ file: _, ...item }) => item);
  }

  /** Real path of the bytes of the item with this id. */
  path(id: string): string | undefined {
    const entry = this.#entries.find((known) => known.id === id);
    return entry && join(this.#dir, entry.file);
  }

  /** Copies the file at `source` into the album. Resolves when file and index are on disk. */
  async save(source: string, name: string, type: AlbumItem['type']): Promise<void> {
    const id = randomBytes(8).toString('hex');
    const file = `${id}${extname(name).toLowerCase()}`;
    const path = join(this.#dir, file);
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    const part = `${path}.part`;
    try {
      await pipeline(createReadStream(source), measure, createWriteStream(part, { flush: true }));
      await moveFile(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    const entry: Entry = { id, name, type, size, savedAt: Date.now(), sha256: hash.digest('hex'), file };
    this.#entries = [entry, ...this.#entries];
    await this.#index.save(this.#entries);
    this.#listeners.emit();
  }

  /** Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  flush(): Promise<void> {
    return this.#index.flush();
  }
}
