import { copyFile, folderBytes, listFolder, makeFolder, removeFile } from '../files/wxFiles';
import type { Cancellation } from '../task/Task';
import type { TimeLimits } from '../task/timeLimits';
import { plainName } from './plainName';

/** WeChat: all that a Mini Program keeps, in bytes. Temporary files of WeChat's own are not among them. */
const USER_FILES = 200 * 1024 * 1024;
/** Of these, left to others: bytes. */
const SPARE = 10 * 1024 * 1024;

const FOLDER = 'cos-temporary';

/** Names and bytes, of all clients of the Mini Program: none clears away what another is working on. */
const inUse = new Map<string, number>();
/** What they were called: a viewer may keep what it had under a name, and a person on a computer sees it. */
const given = new Set<string>();

/**
 * Files that are on the phone only in passing. They lie in a folder of their own, so that what a killed Mini Program left
 * there can be told from the user's files: the first use removes it.
 */
export class TemporaryCopies {
  private ready: Promise<void> | undefined;
  private kept: string | undefined;
  private readonly folder = `${wx.env.USER_DATA_PATH}/${FOLDER}`;

  constructor(private readonly limits: TimeLimits) {}

  /** A path for `name`, in a folder that exists, where no file is; `size` in bytes. */
  async path(name: string, extension: string, size: number): Promise<string> {
    await this.prepared();
    return this.take(name, extension, size);
  }

  /**
   * The same, when so many bytes and `more` have room among all that the Mini Program keeps, or WeChat does not tell; else
   * undefined. What is here counts with the size that it is to have, also while it comes.
   */
  async pathWithRoom(
    name: string,
    extension: string,
    size: number,
    more: number,
  ): Promise<string | undefined> {
    await this.prepared();
    const outside = (path: string) => !path.includes(`${FOLDER}/`);
    const others = await folderBytes(wx.env.USER_DATA_PATH, outside, this.limits.files).catch(() => 0);
    const here = [...inUse.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (others + here + size + more > USER_FILES - SPARE) return undefined;
    return this.take(name, extension, size);
  }

  /** The same file under a name with this extension; the old one is gone. When it fails there is no new one. */
  async withExtension(
    path: string,
    name: string,
    extension: string,
    size: number,
    { unlessCancelled }: Cancellation,
  ): Promise<string> {
    if (extension === '' || path.endsWith(`.${extension}`)) return path;
    const renamed = await this.path(name, extension, size);
    const copying = copyFile(path, renamed, this.limits.files);
    try {
      await unlessCancelled(copying);
    } catch (error) {
      // A cancelled copy still comes to its end, and would be left.
      const ended = copying.catch(() => undefined);
      await unlessCancelled(ended.then(() => this.remove(renamed)));
      throw error;
    }
    await this.remove(path);
    return renamed;
  }

  /** Leaves this one until the next is kept. */
  async keep(path: string): Promise<void> {
    const { kept } = this;
    this.kept = path;
    if (kept !== undefined) await this.remove(kept);
  }

  /** WeChat may keep one of its own temporary files, and then removes it when it needs the room. */
  async remove(path: string): Promise<void> {
    await removeFile(path, this.limits.removal);
    inUse.delete(nameOf(path));
  }

  private take(name: string, extension: string, size: number): string {
    const base = plainName(name.replace(/\.[^.]*$/, ''));
    // Far below the 255 bytes of a file name, with three bytes for a Chinese character.
    const short = Array.from(base).slice(0, 50).join('');
    const end = extension && `.${extension}`;
    let taken = `${short}${end}`;
    for (let count = 2; given.has(taken); count += 1) taken = `${short}-${count}${end}`;
    given.add(taken);
    inUse.set(taken, size);
    return `${this.folder}/${taken}`;
  }

  private prepared(): Promise<void> {
    this.ready ??= this.prepare();
    return this.ready;
  }

  private async prepare(): Promise<void> {
    const { files } = this.limits;
    try {
      await makeFolder(this.folder, files);
      const names = await listFolder(this.folder, files);
      const left = names.filter((name) => !inUse.has(name));
      await Promise.all(left.map((name) => this.remove(`${this.folder}/${name}`)));
    } catch (error) {
      this.ready = undefined;
      throw error;
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
