import type { CosConfig } from '../client/CosConfig';
import type { ChosenFile, FileSource } from './ChosenFile';
import type { ObjectPage, StoredObject } from './StoredObject';
import type { Progress, Task } from './Task';
import type { UploadQueue } from './UploadQueue';

/** Everything that a page can do. Each promise rejects with a `Failure`. */
export interface Flows {
  /** Where files go, for display. */
  readonly place: { readonly bucket: string; readonly region: string; readonly local: boolean };
  /** The user's objects, newest first, 60 a page. */
  listObjects(options?: { after?: string }): Promise<ObjectPage>;
  /** Asks COS for one object, with its content type and checksum. */
  findObject(key: string): Promise<StoredObject>;
  /** A signed URL of a picture at most `edge` pixels wide and high; only for images. */
  thumbnailUrl(object: StoredObject, edge: number): Promise<string>;
  /** A signed URL for `<image>`, `<video>` and `wx.previewImage`. The same one for a while, so that it is cached. */
  previewUrl(object: StoredObject): Promise<string>;
  /** Empty when the user cancels. */
  chooseFiles(source: FileSource): Promise<ChosenFile[]>;
  readonly uploads: UploadQueue;
  /** Images and videos; others reject with `not-for-album`. */
  saveToAlbum(object: StoredObject, onProgress?: (progress: Progress) => void): Task<void>;
  /** doc(x), xls(x), ppt(x), pdf; others reject with `document-type`. */
  openDocument(object: StoredObject, onProgress?: (progress: Progress) => void): Task<void>;
  /** Puts a signed URL on the clipboard. `expiresAt` in milliseconds since 1970. */
  copyLink(object: StoredObject, lifetimeSeconds: number): Promise<{ url: string; expiresAt: number }>;
  deleteObject(object: StoredObject): Promise<void>;
  /** The way back after a refused permission; only works directly from a tap. True when the album is allowed. */
  openSettings(): Promise<boolean>;
}

export declare function createFlows(config: CosConfig): Flows;
