import { keyOf, type ObjectOrKey } from '../objects/ObjectOrKey';
import type { StoredObject } from '../objects/StoredObject';
import type { TemporaryCopies } from './TemporaryCopies';

/** One that WeChat may still read, because it does not tell when it is done, the one for the next tap, and the one after it. */
const MOST = 3;

interface Fetched {
  readonly key: string;
  readonly etag: string;
  readonly path: string;
}

/**
 * Files that are on the phone for a tap to come: WeChat sends a file to a chat within the handler of a tap only, and what is
 * fetched first is not there in time. The last few; an older one goes.
 */
export class FetchedFiles {
  /** The oldest first. */
  private files: readonly Fetched[] = [];

  constructor(private readonly copies: TemporaryCopies) {}

  /** Path of this object's file. One that was overwritten since is another. */
  find(object: ObjectOrKey): string | undefined {
    const found = this.files.find(({ key }) => key === keyOf(object));
    return typeof object === 'string' || found?.etag === object.etag ? found?.path : undefined;
  }

  async keep({ key, etag }: StoredObject, path: string): Promise<void> {
    const others = this.files.filter((one) => one.key !== key);
    const same = this.files.filter((one) => one.key === key);
    const tooMany = others.slice(0, Math.max(0, others.length + 1 - MOST));
    this.files = [...others.slice(tooMany.length), { key, etag, path }];
    await Promise.all([...same, ...tooMany].map((one) => this.copies.remove(one.path)));
  }

  async drop(path: string): Promise<void> {
    this.files = this.files.filter((one) => one.path !== path);
    await this.copies.remove(path);
  }
}
