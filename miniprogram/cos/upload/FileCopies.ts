import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { copyFile, type LocalFile, listFolder, lookAtFile, makeFolder, removeFile } from '../files/wxFiles';
import { extensionOf } from '../format/extensionOf';
import { timeLimits } from '../task/timeLimits';

/** Bytes of all copies together: what they may take of the 200 MB that WeChat gives to user and saved files. */
const ROOM = 120 * 1024 * 1024;

/**
 * Bytes. A larger file takes the room of many and a while to copy, in which nothing else is made safe: it comes after the others.
 */
const LARGE = ROOM / 8;

/** What a phone copies at least. Bytes a millisecond. */
const SLOWEST = 2000;

/** A file to be copied. */
export interface CopyWish {
  /** Names the copy; whoever has an entry of this name in the journal keeps it over a restart. */
  readonly owner: string;
  /** Local path. */
  readonly path: string;
  /** Local path of a small picture of it, when that is another file. */
  readonly thumbnail?: string | undefined;
  /** Bytes. */
  readonly size: number;
  take(copy: FileCopy): void;
}

export interface FileCopy {
  /** Names within the folder of the copies: `USER_DATA_PATH` may be another one after an update of WeChat. */
  readonly name: string;
  readonly thumbnail?: string;
  readonly file: LocalFile;
}

/**
 * Copies of chosen files: WeChat may take its temporary ones away when the Mini Program ends. One for the whole Mini Program,
 * because the room is one. One at a time, and first what the queue sends last: what is sent soon needs none, and its copy would
 * only make room for the next one that needs none.
 */
export class FileCopies {
  private readonly wishes = new Set<CopyWish>();
  /** Bytes by name. */
  private readonly sizes = new Map<string, number>();
  /** Owners of copies that an earlier start made and this one uses. */
  private readonly held = new Set<string>();
  /** Owners of copies that are to be removed. */
  private readonly leaving = new Set<string>();
  /** One thing at a time: what is removed while it is copied would come back. */
  private isWorking = false;
  private isReady = false;
  /** The phone had no room for twice as many bytes, whatever we would take: until something is given back. */
  private most = Number.POSITIVE_INFINITY;

  /** @param owners those whose copies are kept over a restart; what is nobody's is removed. */
  constructor(private readonly owners: () => ReadonlySet<string>) {}

  /** Local path of a copy. */
  path(name: string): string {
    return `${folder()}/${name}`;
  }

  /** Copies it as soon as there is room. Returns what withdraws the wish. */
  want(wish: CopyWish): () => void {
    this.wishes.add(wish);
    void this.work();
    return () => void this.wishes.delete(wish);
  }

  /** The copies of this owner stay until it gives them back, also when they are nobody's for the next start. */
  hold(owner: string): void {
    this.held.add(owner);
  }

  /** Gives the room of its copies back; nothing happens when there are none. */
  remove(owner: string): void {
    this.held.delete(owner);
    this.leaving.add(owner);
    this.most = Number.POSITIVE_INFINITY;
    void this.work();
  }

  /** Removes what a killed Mini Program left, and nobody goes on with. */
  tidy(): void {
    void this.work();
  }

  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      await this.prepare();
      for (;;) {
        const [owner] = this.leaving;
        const wish = owner === undefined ? this.next() : undefined;
        if (owner !== undefined) await this.removeNow(owner);
        else if (wish) await this.copy(wish);
        else break;
      }
    } catch (error) {
      console.warn(`Chosen files can not be copied: ${failureFrom(error, attempt).message}`);
    } finally {
      this.isWorking = false;
    }
  }

  private next(): CopyWish | undefined {
    let room = ROOM;
    for (const size of this.sizes.values()) room -= size;
    let next: CopyWish | undefined;
    for (const wish of this.wishes)
      if (wish.size <= Math.min(room, this.most) && (!next || comesBefore(wish, next))) next = wish;
    return next;
  }

  private async copy(wish: CopyWish): Promise<void> {
    const { owner, path, thumbnail } = wish;
    try {
      const name = `${owner}.${extensionOf(path) || 'bin'}`;
      const file = await this.copyTo(name, path);
      const picture = `${owner}.thumbnail.${extensionOf(thumbnail ?? '') || 'jpg'}`;
      const isCopied = thumbnail !== undefined && (await this.copyTo(picture, thumbnail).catch(() => false));
      // False when it was withdrawn meanwhile: then it is removed next.
      if (this.wishes.delete(wish)) wish.take({ name, file, ...(isCopied ? { thumbnail: picture } : {}) });
    } catch (error) {
      const { code } = failureFrom(error, attempt);
      if (code === 'storage-full' || code === 'disk-full') this.most = wish.size / 2;
      // What can't be read will not be readable later.
      else this.wishes.delete(wish);
      await this.removeNow(owner);
    }
  }

  private async removeNow(owner: string): Promise<void> {
    for (const name of [...this.sizes.keys()].filter((each) => ownerOf(each) === owner)) {
      await removeFile(this.path(name));
      this.sizes.delete(name);
    }
    this.leaving.delete(owner);
  }

  private async copyTo(name: string, path: string): Promise<LocalFile> {
    const { size } = await lookAtFile(path);
    this.sizes.set(name, size);
    await copyFile(path, this.path(name), timeLimits.files + size / SLOWEST);
    return lookAtFile(this.path(name));
  }

  private async prepare(): Promise<void> {
    if (this.isReady) return;
    await makeFolder(folder());
    const owners = this.owners();
    for (const name of await listFolder(folder())) {
      if (owners.has(ownerOf(name)) || this.held.has(ownerOf(name)))
        this.sizes.set(name, (await lookAtFile(this.path(name))).size);
      else await removeFile(this.path(name));
    }
    this.isReady = true;
  }
}

/** `wish` was made after `other`: of two of one size it is also sent after it. */
function comesBefore({ size }: CopyWish, { size: other }: CopyWish): boolean {
  return size > LARGE === other > LARGE ? size >= other : other > LARGE;
}

const attempt: Attempt = { action: 'upload' };

const folder = () => `${wx.env.USER_DATA_PATH}/cos-uploads`;

const ownerOf = (name: string) => name.replace(/\..*/, '');
