import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentStore } from './ContentStore';
import { FolderLock } from './FolderLock';
import { ObjectStore } from './ObjectStore';
import { UploadStore } from './UploadStore';

/** What a server keeps on the disk for its bucket. */
export interface Storage {
  contents: ContentStore;
  objects: ObjectStore;
  uploads: UploadStore;
  close(): Promise<void>;
}

/**
 * Opens the folder of a server and removes what an interrupted run left behind: files that were being written,
 * and contents that nothing points to. Rejects when another server runs on the folder.
 */
export async function openStorage(dataDir: string, bucket: string): Promise<Storage> {
  const folder = join(dataDir, bucket);
  await mkdir(folder, { recursive: true });
  const lock = await FolderLock.take(dataDir);
  try {
    const aside = join(folder, 'aside');
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside);
    const contents = await ContentStore.open(join(folder, 'contents'));
    const sizes = await contents.sizes();
    const objects = await ObjectStore.open(join(folder, 'objects'), aside, contents, sizes);
    const uploads = await UploadStore.open(join(folder, 'uploads'), aside, contents, objects, sizes);

    const used = new Set(
      [...objects.index.all().flatMap((object) => object.contents), ...uploads.allContents()].map(
        ({ id }) => id,
      ),
    );
    const left = [...sizes].filter(([id]) => !used.has(id)).map(([id, size]) => ({ id, size }));
    await contents.discard(left);
    return { contents, objects, uploads, close: () => lock.release() };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
