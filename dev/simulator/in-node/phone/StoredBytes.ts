import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Up to so many files they are all looked at each time; more of them once in a while. */
const FEW_FILES = 50;
const WHILE_MS = 200;

/** How many bytes the files in some folders have, also those that another program writes there. */
export class StoredBytes {
  #bytes = 0;
  #files = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly folders: readonly string[]) {}

  get bytes(): number {
    // With hundreds of files, each of which asks, it would be the most that the phone does.
    if (this.#files <= FEW_FILES || performance.now() - this.#lookedAt > WHILE_MS) this.#look();
    return this.#bytes;
  }

  /** A file has been written or, with less than zero, removed. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (bytes > 0) this.#files += 1;
  }

  #look(): void {
    this.#bytes = 0;
    this.#files = 0;
    for (const folder of this.folders) this.#count(folder);
    this.#lookedAt = performance.now();
  }

  #count(folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.#count(path);
      else {
        this.#files += 1;
        // One that was removed since the folder was read takes no room.
        this.#bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      }
    }
  }
}
