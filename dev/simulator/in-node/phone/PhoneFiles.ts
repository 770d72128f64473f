import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import {
  access,
  appendFile,
  copyFile,
  mkdir,
  open,
  readdir,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, extname, join, sep } from 'node:path';
import { moveFile } from '../../../moveFile';
import type { FileStats, TextEncodingName } from '../../messages/PhoneProtocol';
import { asFileFailure, fileFailures } from './fileFailures';
import { resolveVirtualPath, type VirtualFolder, type VirtualPath } from './resolveVirtualPath';
import { StoredBytes } from './StoredBytes';

const MB = 1024 * 1024;
/** WeChat: user files and saved files together. */
const STORED_LIMIT_BYTES = 200 * MB;
/**
 * WeChat: for one file, by the documentation of `readFile`; whether a slice of a larger one is refused as well is not
 * said, so it is.
 */
const READ_LIMIT_BYTES = 100 * MB;

const FOLDERS: readonly VirtualFolder[] = ['tmp', 'usr', 'store'];

interface NewFile {
  virtual: string;
  real: string;
}

/** The phone's file system under `dir`: `tmp`, `usr`, `store`. Failures are WeChat's. */
export class PhoneFiles {
  readonly #dir: string;
  /** Where a file is written before it is moved to its place, so that nobody sees half of it. */
  readonly #work: string;
  /** Real paths by file descriptor. */
  readonly #opened = new Map<string, string>();
  #lastDescriptor = 0;
  /** In `usr` and `store` together. */
  readonly #stored: StoredBytes;

  constructor(dir: string) {
    this.#dir = dir;
    this.#work = join(dir, 'work');
    rmSync(this.#work, { recursive: true, force: true });
    for (const folder of [...FOLDERS, 'work']) mkdirSync(join(dir, folder), { recursive: true });
    this.#stored = new StoredBytes([join(dir, 'usr'), join(dir, 'store')]);
    this.removeTemp();
  }

  /**
   * WeChat promises temporary files only until the Mini Program ends: then it may take them away, and here it does
   * (https://developers.weixin.qq.com/miniprogram/dev/framework/ability/file-system.html).
   */
  removeTemp(): void {
    const temp = join(this.#dir, 'tmp');
    rmSync(temp, { recursive: true, force: true });
    mkdirSync(temp);
  }

  /** The real path of a file that is there. */
  existing(virtual: string): string | undefined {
    const path = resolveVirtualPath(this.#dir, virtual);
    return path && existsSync(path.real) && statSync(path.real).isFile() ? path.real : undefined;
  }

  /** The real path of a file; rejects when there is none. */
  async file(virtual: string): Promise<string> {
    const { real } = this.#resolve(virtual);
    const stats = await stat(real).catch((error) => {
      throw asFileFailure(error, virtual);
    });
    if (stats.isDirectory()) throw fileFailures.isADirectory(virtual);
    return real;
  }

  async readFile(options: {
    filePath: string;
    encoding?: TextEncodingName;
    position?: number;
    length?: number;
  }): Promise<Buffer> {
    const { filePath } = options;
    const real = await this.file(filePath);
    const { size } = await stat(real);
    if (size > READ_LIMIT_BYTES) throw fileFailures.storageFull();
    const position = options.position ?? 0;
    if (options.position !== undefined && (position < 0 || position >= Math.max(size, 1))) {
      throw fileFailures.positionOutOfRange();
    }
    // WeChat: from 1 to the length of the file.
    if (options.length !== undefined && (options.length < 1 || options.length > size)) {
      throw fileFailures.lengthOutOfRange();
    }
    const length = Math.min(options.length ?? size, size - position);
    return readBytes(real, position, length);
  }

  /** Opens a file for reading. Unlike `readFile`, WeChat documents no limit for its size. */
  async open(filePath: string): Promise<string> {
    const real = await this.file(filePath);
    this.#lastDescriptor += 1;
    const fd = String(this.#lastDescriptor);
    this.#opened.set(fd, real);
    return fd;
  }

  /** At most `length` bytes; fewer at the end of the file. */
  async read(fd: string, position: number, length: number): Promise<Buffer> {
    return readBytes(this.#descriptor(fd), position, length);
  }

  close(fd: string): void {
    this.#descriptor(fd);
    this.#opened.delete(fd);
  }

  async stat(virtual: string): Promise<FileStats> {
    try {
      const stats = await stat(this.#resolve(virtual).real);
      return {
        mode: stats.mode,
        size: stats.size,
        lastAccessedTime: Math.floor(stats.atimeMs / 1000),
        lastModifiedTime: Math.floor(stats.mtimeMs / 1000),
        directory: stats.isDirectory(),
      };
    } catch (error) {
      throw asFileFailure(error, virtual);
    }
  }

  /** A folder and all that is in it: WeChat names each by its path below the folder, which itself is `/`. */
  async statTree(virtual: string): Promise<{ path: string; stats: FileStats }[]> {
    const root = virtual.replace(/\/+$/, '');
    const names = await readdir(this.#resolve(virtual).real, { recursive: true }).catch((error) => {
      throw asFileFailure(error, virtual);
    });
    const paths = ['/', ...names.map((name) => `/${name.split(sep).join('/')}`)];
    const entries = paths.map(async (path) => {
      // Removed by another call since the folder was read.
      const stats = await this.stat(path === '/' ? virtual : `${root}${path}`).catch(() => undefined);
      return stats && { path, stats };
    });
    return (await Promise.all(entries)).filter((entry) => entry !== undefined);
  }

  async access(virtual: string): Promise<void> {
    await access(this.#resolve(virtual).real).catch((error) => {
      throw asFileFailure(error, virtual);
    });
  }

  async unlink(virtual: string): Promise<void> {
    const path = this.#resolve(virtual);
    const stats = await stat(path.real).catch((error) => {
      throw asFileFailure(error, virtual);
    });
    if (stats.isDirectory()) throw fileFailures.operationNotPermitted(virtual);
    // WeChat: temporary files are read only.
    if (path.folder === 'tmp') throw fileFailures.permissionDenied();
    await unlink(path.real).catch((error) => {
      throw asFileFailure(error, virtual);
    });
    this.#stored.add(-stats.size);
  }

  async copyFile(source: string, target: string): Promise<void> {
    const from = await this.file(source);
    const to = await this.writable(target);
    await this.#write(to, target, (part) => copyFile(from, part));
  }

  /** Moves a temporary file into the store, or to `filePath` in `usr`. Resolves with its new virtual path. */
  async saveFile(tempFilePath: string, filePath: string | undefined): Promise<string> {
    const path = resolveVirtualPath(this.#dir, tempFilePath);
    if (path?.folder !== 'tmp' || !existsSync(path.real)) throw fileFailures.tempFileMissing();
    const target = filePath ?? `http://store/${randomName(extname(path.real))}`;
    const real = filePath === undefined ? this.#resolve(target).real : await this.writable(target);
    await this.place(path.real, real, target);
    return target;
  }

  async mkdir(virtual: string, recursive: boolean): Promise<void> {
    const path = this.#userPath(virtual);
    if (existsSync(path.real)) throw fileFailures.exists(virtual);
    await mkdir(path.real, { recursive }).catch((error) => {
      throw asFileFailure(error, virtual);
    });
  }

  async readdir(virtual: string): Promise<string[]> {
    return readdir(this.#resolve(virtual).real).catch((error) => {
      throw asFileFailure(error, virtual);
    });
  }

  async writeFile(virtual: string, bytes: Uint8Array): Promise<void> {
    const to = await this.writable(virtual);
    await this.#write(to, virtual, (part) => writeFile(part, bytes));
  }

  /** WeChat: to a file that is there. */
  async appendFile(virtual: string, bytes: Uint8Array): Promise<void> {
    const to = await this.writable(virtual);
    await this.file(virtual);
    if (this.#stored.bytes + bytes.length > STORED_LIMIT_BYTES) throw fileFailures.storageFull();
    await appendFile(to, bytes).catch((error) => {
      throw asFileFailure(error, virtual);
    });
    this.#stored.add(bytes.length);
  }

  /** The real path to write `virtual` at: only `usr` can be written, and its folder has to be there. */
  async writable(virtual: string): Promise<string> {
    const { real } = this.#userPath(virtual);
    if (existsSync(real) && statSync(real).isDirectory()) throw fileFailures.isADirectory(virtual);
    if (!existsSync(dirname(real))) throw fileFailures.missing(virtual);
    // Found out before anything is transferred, not when the file is put in its place.
    if (Buffer.byteLength(basename(real)) > 255) throw fileFailures.nameTooLong();
    return real;
  }

  workPath(): string {
    return join(this.#work, randomName(''));
  }

  /** Moves a finished file to its place, when WeChat's 200 MB have room for it. On failure the source is gone. */
  async place(part: string, target: string, virtual: string): Promise<void> {
    try {
      const { size } = await stat(part);
      const replaced = existsSync(target) ? statSync(target).size : 0;
      if (this.#stored.bytes - replaced + size > STORED_LIMIT_BYTES) throw fileFailures.storageFull();
      await moveFile(part, target);
      this.#stored.add(size - replaced);
    } catch (error) {
      if (dirname(part) === this.#work) await rm(part, { force: true });
      throw asFileFailure(error, virtual);
    }
  }

  /** A fresh path in `tmp`; `extension` with its dot, or empty. */
  newTemp(extension: string): NewFile {
    const name = randomName(extension);
    return { virtual: `http://tmp/${name}`, real: join(this.#dir, 'tmp', name) };
  }

  /** Makes a temporary file of bytes or of a copy of a file on this machine. Returns its virtual path. */
  addTemp(name: string, content: Uint8Array | string): string {
    const { virtual, real } = this.newTemp(extname(name).toLowerCase());
    if (typeof content === 'string') copyFileSync(content, real);
    else writeFileSync(real, content);
    return virtual;
  }

  /** Aside, and then to its place. On failure nothing of it is left. */
  async #write(target: string, virtual: string, write: (part: string) => Promise<void>): Promise<void> {
    const part = this.workPath();
    await write(part).catch(async (error) => {
      await rm(part, { force: true });
      throw asFileFailure(error, virtual);
    });
    await this.place(part, target, virtual);
  }

  #descriptor(fd: string): string {
    const real = this.#opened.get(fd);
    if (real === undefined) throw fileFailures.badDescriptor();
    return real;
  }

  #resolve(virtual: string): VirtualPath {
    const path = resolveVirtualPath(this.#dir, virtual);
    if (!path) throw fileFailures.missing(virtual);
    return path;
  }

  #userPath(virtual: string): VirtualPath {
    const path = this.#resolve(virtual);
    if (path.folder !== 'usr') throw fileFailures.permissionDenied();
    return path;
  }
}

async function readBytes(real: string, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const file = await open(real, 'r');
  try {
    let read = 0;
    while (read < length) {
      const { bytesRead } = await file.read(bytes, read, length - read, position + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.subarray(0, read);
  } finally {
    await file.close();
  }
}

function randomName(extension: string): string {
  return `${randomBytes(16).toString('hex')}${extension}`;
}
