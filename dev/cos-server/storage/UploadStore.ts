import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CosError } from '../errors/CosError';
import type { Content, ContentStore, ReceivedContent } from './ContentStore';
import { crc64OfParts } from './Crc64';
import { replaceFile, syncFolder } from './durable';
import { KeyedQueue } from './KeyedQueue';
import type { ObjectStore, PutCondition } from './ObjectStore';
import type { ObjectAcl, ObjectHeaders, StoredObject } from './StoredObject';

/** A multipart upload that is not finished. */
export interface Upload {
  id: string;
  key: string;
  /** Ms. */
  initiated: number;
  storageClass: string;
  /** Of the object to be; see StoredObject. */
  acl?: ObjectAcl;
  headers: ObjectHeaders;
}

/** What an upload is begun with. */
type NewUpload = Omit<Upload, 'id' | 'initiated'>;

export interface Part {
  number: number;
  /** Without quotes. */
  etag: string;
  /** Ms. */
  lastModified: number;
  /** CRC-64/XZ, decimal. */
  crc64: string;
  content: Content;
}

/** A part as a request to complete names it. */
export interface NamedPart {
  number: number;
  etag: string;
}

interface OpenUpload {
  upload: Upload;
  parts: Map<number, Part>;
}

/** Parts but the last must have this many bytes (doc 7742). */
const MIN_PART_BYTES = 1024 * 1024;

const UPLOAD_FILE = 'upload.json';

/** The shape of COS's ids: ten digits of unix time and 64 hexadecimal digits. A folder has other names too: .DS_Store. */
function isId(name: string): boolean {
  return /^\d{10}[\da-f]{64}$/.test(name);
}

/** The multipart uploads of a bucket: a folder for each, with a file for the upload and one for each part. */
export class UploadStore {
  private readonly queue = new KeyedQueue();

  private constructor(
    private readonly folder: string,
    private readonly aside: string,
    private readonly contents: ContentStore,
    private readonly objects: ObjectStore,
    private readonly uploads: Map<string, OpenUpload>,
  ) {}

  /** @param sizes the content files that are there. */
  static async open(
    folder: string,
    aside: string,
    contents: ContentStore,
    objects: ObjectStore,
    sizes: ReadonlyMap<string, number>,
  ): Promise<UploadStore> {
    await mkdir(folder, { recursive: true });
    const completed = new Set(objects.index.all().map(({ uploadId }) => uploadId));
    const uploads = new Map<string, OpenUpload>();
    for (const name of (await readdir(folder)).filter(isId)) {
      const path = join(folder, name);
      const found = completed.has(name) ? undefined : await readUpload(path, sizes);
      // The server stopped after it had made the object, or while it removed or began the upload.
      if (found) uploads.set(name, found);
      else await rm(path, { recursive: true });
    }
    return new UploadStore(folder, aside, contents, objects, uploads);
  }

  /** All uploads, in no order. */
  all(): Upload[] {
    return [...this.uploads.values()].map(({ upload }) => upload);
  }

  /** All content files that uploads point to. */
  allContents(): Content[] {
    return [...this.uploads.values()].flatMap(({ parts }) =>
      [...parts.values()].map(({ content }) => content),
    );
  }

  async begin(created: NewUpload, now: number): Promise<Upload> {
    // See isId.
    const id = `${Math.floor(now / 1000)}${randomBytes(32).toString('hex')}`;
    const upload: Upload = { ...created, id, initiated: now };
    await mkdir(join(this.folder, id));
    await syncFolder(this.folder);
    await this.write(id, UPLOAD_FILE, upload);
    this.uploads.set(id, { upload, parts: new Map() });
    return upload;
  }

  /** Throws `NoSuchUpload`, also for the upload of another key. */
  find(id: string, key: string): Upload {
    return this.opened(id, key).upload;
  }

  /** The parts by number. Throws `NoSuchUpload`. */
  parts(id: string, key: string): Part[] {
    return [...this.opened(id, key).parts.values()].sort((a, b) => a.number - b.number);
  }

  /** Adds a part, in place of one with the same number. Throws `NoSuchUpload`; the content is then discarded. */
  async addPart(
    id: string,
    key: string,
    number: number,
    received: ReceivedContent,
    now: number,
  ): Promise<Part> {
    const part: Part = {
      number,
      etag: received.md5.toString('hex'),
      lastModified: now,
      crc64: received.crc64.toString(),
      content: { id: received.id, size: received.size },
    };
    try {
      await this.queue.run(id, async () => {
        const { parts } = this.opened(id, key);
        await this.write(id, `part-${number}.json`, part);
        const previous = parts.get(number);
        parts.set(number, part);
        if (previous) await this.contents.discard([previous.content]);
      });
    } catch (error) {
      await this.contents.discard([received]);
      throw error;
    }
    return part;
  }

  /**
   * Makes the object of the named parts. Their files become the object's: nothing is copied.
   *
   * Throws `NoSuchUpload`, `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`.
   */
  async complete(
    id: string,
    key: string,
    named: readonly NamedPart[],
    now: number,
    condition: PutCondition,
  ): Promise<StoredObject> {
    return this.queue.run(id, async () => {
      const { upload, parts } = this.opened(id, key);
      const chosen = chooseParts(parts, named);
      const object: StoredObject = {
        key,
        size: chosen.reduce((size, { content }) => size + content.size, 0),
        etag: multipartEtag(id, chosen),
        crc64: crc64OfParts(
          chosen.map((part) => ({ crc64: BigInt(part.crc64), size: part.content.size })),
        ).toString(),
        lastModified: now,
        storageClass: upload.storageClass,
        ...(upload.acl && { acl: upload.acl }),
        headers: upload.headers,
        contents: chosen.map(({ content }) => content),
        uploadId: id,
      };
      await this.objects.put(object, condition);
      const left = [...parts.values()].filter((part) => !chosen.includes(part));
      await this.remove(id);
      await this.contents.discard(left.map(({ content }) => content));
      return object;
    });
  }

  /** Throws `NoSuchUpload`. */
  async abort(id: string, key: string): Promise<void> {
    await this.queue.run(id, async () => {
      const { parts } = this.opened(id, key);
      await this.remove(id);
      await this.contents.discard([...parts.values()].map(({ content }) => content));
    });
  }

  private opened(id: string, key: string): OpenUpload {
    const found = this.uploads.get(id);
    if (found?.upload.key !== key) {
      throw new CosError('NoSuchUpload', { reason: `There is no upload "${id}" of "${key}".` });
    }
    return found;
  }

  private async remove(id: string): Promise<void> {
    const path = join(this.folder, id);
    // Without this file the rest is no upload, whenever the server stops.
    await rm(join(path, UPLOAD_FILE));
    await syncFolder(path);
    this.uploads.delete(id);
    await rm(path, { recursive: true });
  }

  private async write(id: string, name: string, value: unknown): Promise<void> {
    await replaceFile(join(this.folder, id, name), join(this.aside, randomUUID()), JSON.stringify(value));
  }
}

function chooseParts(parts: ReadonlyMap<number, Part>, named: readonly NamedPart[]): Part[] {
  checkOrder(named);
  const chosen = named.map(({ number, etag }) => {
    const part = parts.get(number);
    if (!part) throw new CosError('InvalidPart', { reason: `Part ${number} was not uploaded.` });
    if (part.etag !== etag.toLowerCase()) {
      throw new CosError('InvalidPart', {
        reason: `Part ${number} has the ETag ${part.etag}, the request says ${etag}.`,
      });
    }
    return part;
  });
  const small = chosen.slice(0, -1).find(({ content }) => content.size < MIN_PART_BYTES);
  if (small) {
    throw new CosError('EntityTooSmall', {
      reason: `Part ${small.number} has ${small.content.size} bytes; all but the last need ${MIN_PART_BYTES}.`,
    });
  }
  return chosen;
}

function checkOrder(named: readonly NamedPart[]): void {
  let previous: number | undefined;
  let gap: string | undefined;
  for (const { number } of named) {
    if (previous !== undefined && number <= previous) {
      throw new CosError('InvalidPartOrder', { reason: `Part ${number} comes after part ${previous}.` });
    }
    if (previous !== undefined && number > previous + 1) gap ??= `No part between ${previous} and ${number}.`;
    previous = number;
  }
  if (gap !== undefined) throw new CosError('InvalidPart', { reason: gap });
}

/** How COS computes it is not known: only its shape is, and that the same parts give another one each time. */
function multipartEtag(id: string, parts: readonly Part[]): string {
  const md5 = createHash('md5').update(id);
  for (const { etag } of parts) md5.update(etag);
  return `${md5.digest('hex')}-${parts.length}`;
}

async function readUpload(
  folder: string,
  sizes: ReadonlyMap<string, number>,
): Promise<OpenUpload | undefined> {
  const names = await readdir(folder);
  if (!names.includes(UPLOAD_FILE)) return undefined;
  const upload = JSON.parse(await readFile(join(folder, UPLOAD_FILE), 'utf8')) as Upload;
  const parts = new Map<number, Part>();
  for (const name of names) {
    if (!/^part-\d+\.json$/.test(name)) continue;
    const part = JSON.parse(await readFile(join(folder, name), 'utf8')) as Part;
    if (sizes.get(part.content.id) === part.content.size) parts.set(part.number, part);
  }
  return { upload, parts };
}
