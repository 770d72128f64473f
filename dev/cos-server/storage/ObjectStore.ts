import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CosError } from '../errors/CosError';
import type { ContentStore } from './ContentStore';
import { replaceFile, syncFolder } from './durable';
import { KeyedQueue } from './KeyedQueue';
import { KeyIndex } from './KeyIndex';
import type { StoredObject } from './StoredObject';

export interface PutCondition {
  /** Reject when the key has an object already. */
  forbidOverwrite: boolean;
}

/**
 * The objects of a bucket: one file of metadata for each, replaced as a whole, that names the files with its
 * bytes. File names are hashes of keys, so that no key can name a path and none is too long or too alike.
 */
export class ObjectStore {
  private readonly commits = new KeyedQueue();

  private constructor(
    private readonly folder: string,
    private readonly aside: string,
    private readonly contents: ContentStore,
    /** All objects, in the order of lists. */
    readonly index: KeyIndex<StoredObject>,
  ) {}

  /** @param sizes the content files that are there: an object that has lost its bytes is refused. */
  static async open(
    folder: string,
    aside: string,
    contents: ContentStore,
    sizes: ReadonlyMap<string, number>,
  ): Promise<ObjectStore> {
    await mkdir(folder, { recursive: true });
    const objects: StoredObject[] = [];
    for (const name of (await readdir(folder)).filter(isMetadata)) {
      const object = await readObject(join(folder, name));
      const lost = object.contents.find(({ id, size }) => sizes.get(id) !== size);
      if (lost) {
        throw new Error(
          `Can't open the object "${object.key}": its bytes in ${lost.id} are gone or have another size. ` +
            `Restore the folder from a copy, or remove ${join(folder, name)} to give the object up.`,
        );
      }
      objects.push(object);
    }
    return new ObjectStore(
      folder,
      aside,
      contents,
      new KeyIndex(objects.map((object) => [object.key, object])),
    );
  }

  get(key: string): StoredObject | undefined {
    return this.index.get(key);
  }

  /**
   * Makes an object visible, in place of what the key had. Its contents must be on the disk already; when this
   * rejects they are still the caller's to discard.
   */
  async put(object: StoredObject, { forbidOverwrite }: PutCondition): Promise<void> {
    await this.commits.run(object.key, async () => {
      const previous = this.index.get(object.key);
      if (previous && forbidOverwrite) throw new CosError('FileAlreadyExists');
      await this.write(object);
      if (previous) await this.contents.discard(previous.contents);
    });
  }

  /**
   * Changes what is kept beside the bytes of an object.
   *
   * @param change gets the object that is there: another may have taken its place since the caller looked. When it throws,
   * nothing changes.
   */
  async change(key: string, change: (object: StoredObject | undefined) => StoredObject): Promise<void> {
    await this.commits.run(key, () => this.write(change(this.index.get(key))));
  }

  /** Removes an object; a key without one is no error. */
  async delete(key: string): Promise<void> {
    await this.commits.run(key, async () => {
      const previous = this.index.get(key);
      if (!previous) return;
      await rm(this.path(key));
      await syncFolder(this.folder);
      this.index.delete(key);
      await this.contents.discard(previous.contents);
    });
  }

  private async write(object: StoredObject): Promise<void> {
    await replaceFile(this.path(object.key), join(this.aside, randomUUID()), JSON.stringify(object));
    this.index.set(object.key, object);
  }

  private path(key: string): string {
    return join(this.folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  }
}

/** Systems put files of their own into folders that somebody looks at: .DS_Store, Thumbs.db. */
function isMetadata(name: string): boolean {
  return /^[\da-f]{64}\.json$/.test(name);
}

async function readObject(path: string): Promise<StoredObject> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as StoredObject;
  } catch {
    throw new Error(
      `Can't read the metadata in ${path}: it is not JSON. Restore it from a copy, or remove it.`,
    );
  }
}
