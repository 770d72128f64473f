import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { copyFile, type LocalFile, listFolder, lookAtFile, makeFolder, removeFile } from '../files/wxFiles';
import { extensionOf } from '../format/extensionOf';

/** Bytes of all copies together: what they may take of the 200 MB that WeChat gives to user and saved files. */
const ROOM = 120 * 1024 * 1024;

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
 * because the room is one. The smallest is copied first, as the queue sends them, one at a time.
 */
export class FileCopies {
  private readonly wishes = new Set<CopyWish>();
  /** Bytes by name. */
  private readonly sizes = new Map<string, number>();
  private ready: Promise<void> | undefined;
  private working = false;
  /** The one that is being copied, unless it was withdrawn. */
  private copying: CopyWish | undefined;
  /** The phone has no room, whatever we would take: until something is given back. */
  private full = false;

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
    return () => {
      this.wishes.delete(wish);
      if (this.copying === wish) this.copying = undefined;
    };
  }

  /** Nothing happens when there are none. */
  async remove(owner: string): Promise<void> {
    // An earlier start may have made it.
    await this.prepared();
    await this.removeNow(owner);
    this.full = false;
    await this.work();
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      // What is chosen together is asked for in one turn: the smallest of all is the first.
      await this.prepared();
      for (let wish = this.next(); wish; wish = this.next()) {
        this.wishes.delete(wish);
        this.copying = wish;
        await this.copy(wish);
        this.copying = undefined;
      }
    } finally {
      this.working = false;
    }
  }

  private async prepared(): Promise<void> {
    this.ready ??= this.prepare().catch((error) => {
      console.warn(
        `Uploads do not survive the end of the Mini Program: ${failureFrom(error, attempt).message}`,
      );
      this.full = true;
    });
    await this.ready;
  }

  private next(): CopyWish | undefined {
    if (this.full) return undefined;
    let used = 0;
    for (const size of this.sizes.values()) used += size;
    let smallest: CopyWish | undefined;
    for (const wish of this.wishes) if (!smallest || wish.size < smallest.size) smallest = wish;
    return smallest && used + smallest.size <= ROOM ? smallest : undefined;
  }

  private async copy(wish: CopyWish): Promise<void> {
    const { owner, path, thumbnail } = wish;
    const name = `${owner}.${extensionOf(path) || 'bin'}`;
    try {
      const file = await this.copyTo(name, path);
      const picture = `${owner}.thumbnail.${extensionOf(thumbnail ?? '') || 'jpg'}`;
      const copied =
        thumbnail !== undefined &&
        (await this.copyTo(picture, thumbnail).then(
          () => true,
          () => false,
        ));
      // Withdrawn while it was copied.
      if (this.copying !== wish) return this.removeNow(owner);
      wish.take({ name, file, ...(copied ? { thumbnail: picture } : {}) });
    } catch (error) {
      const { code } = failureFrom(error, attempt);
      await this.removeNow(owner);
      this.full = code === 'storage-full' || code === 'disk-full';
      if (this.full && this.copying === wish) this.wishes.add(wish);
    }
  }

  private async removeNow(owner: string): Promise<void> {
    for (const name of [...this.sizes.keys()].filter((each) => ownerOf(each) === owner)) {
      await removeFile(this.path(name));
      this.sizes.delete(name);
    }
  }

  private async copyTo(name: string, path: string): Promise<LocalFile> {
    const { size } = await lookAtFile(path);
    this.sizes.set(name, size);
    await copyFile(path, this.path(name));
    return lookAtFile(this.path(name));
  }

  /** What a killed Mini Program left. */
  private async prepare(): Promise<void> {
    await makeFolder(folder());
    const owners = this.owners();
    for (const name of await listFolder(folder())) {
      if (owners.has(ownerOf(name))) this.sizes.set(name, (await lookAtFile(this.path(name))).size);
      else await removeFile(this.path(name));
    }
  }
}

const attempt: Attempt = { action: 'upload' };

const folder = () => `${wx.env.USER_DATA_PATH}/cos-uploads`;

const ownerOf = (name: string) => name.replace(/\..*/, '');
