import { copyFile, listFolder, makeFolder, removeFile } from '../files/wxFiles';
import type { Cancellation } from '../task/Task';
import type { TimeLimits } from '../task/timeLimits';

/**
 * Files that are on the phone only in passing. They lie in a folder of their own, so that what a killed Mini Program left
 * there can be told from the user's files: the first use removes it.
 */
export class TemporaryCopies {
  /** By name, of all clients of the Mini Program: none clears away what another is working on. */
  private static readonly inUse = new Set<string>();
  private static count = 0;

  private ready: Promise<void> | undefined;
  private kept: string | undefined;
  private readonly folder = `${wx.env.USER_DATA_PATH}/cos-temporary`;

  constructor(private readonly limits: TimeLimits) {}

  /** A path for `name`, in a folder that exists, where no file is. */
  async path(name: string, extension: string): Promise<string> {
    this.ready ??= this.prepare();
    await this.ready;
    TemporaryCopies.count += 1;
    const base = name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}_-]+/gu, '_');
    // Far below the 255 bytes of a file name, with three bytes for a Chinese character.
    const short = Array.from(base).slice(0, 50).join('');
    return this.use(`${this.folder}/${TemporaryCopies.count}-${short}.${extension}`);
  }

  /** The same file under a name with this extension; the old one is gone. When it fails there is no new one. */
  async withExtension(path: string, extension: string, { unlessCancelled }: Cancellation): Promise<string> {
    const renamed = path.replace(/[^.]+$/, extension);
    if (renamed === path) return path;
    const copying = copyFile(path, this.use(renamed), this.limits.files);
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

  async remove(path: string): Promise<void> {
    await removeFile(path, this.limits.removal);
    TemporaryCopies.inUse.delete(nameOf(path));
  }

  private use(path: string): string {
    TemporaryCopies.inUse.add(nameOf(path));
    return path;
  }

  private async prepare(): Promise<void> {
    const { files } = this.limits;
    try {
      await makeFolder(this.folder, files);
      const names = await listFolder(this.folder, files);
      const left = names.filter((name) => !TemporaryCopies.inUse.has(name));
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
