import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { messageOf } from '../../../messageOf';
import { moveFile } from '../../../moveFile';

/** One JSON value on disk. A crash leaves the old text or the new one, never half of it. */
export class JsonFile<Value> {
  #latest: { value: Value } | undefined;
  #writing: Promise<void> | undefined;
  #failure: unknown;

  /** @param check of a file that people may write: takes what is in it, or throws why not. */
  constructor(
    readonly path: string,
    private readonly check = (given: unknown): Value => given as Value,
  ) {}

  read(): Value | undefined {
    if (!existsSync(this.path)) return undefined;
    try {
      return this.check(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch (error) {
      throw new Error(
        `The phone could not read ${this.path}: ${messageOf(error)}. Repair or remove the file.`,
      );
    }
  }

  /** Resolves when this value, or a newer one, is on disk. Many calls in a row make few writes. */
  save(value: Value): Promise<void> {
    this.#latest = { value };
    this.#writing ??= this.#writeAll();
    return this.#writing;
  }

  /** Rejects when the last save failed. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #writeAll(): Promise<void> {
    // A turn later, so that a burst of changes is one write.
    await Promise.resolve();
    try {
      while (this.#latest) {
        const { value } = this.#latest;
        this.#latest = undefined;
        await this.#write(JSON.stringify(value, null, 2));
      }
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error;
      throw error;
    } finally {
      this.#writing = undefined;
    }
  }

  async #write(text: string): Promise<void> {
    const part = `${this.path}.part`;
    const file = await open(part, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveFile(part, this.path);
  }
}
