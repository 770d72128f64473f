import { type CopiedLink, copyLink } from './browse/copyLink';
import { listObjects } from './browse/listObjects';
import { SignedUrls } from './browse/SignedUrls';
import { chooseFiles } from './choose/chooseFiles';
import type { CosClient } from './client/CosClient';
import type { CosConfig } from './client/CosConfig';
import { createClient } from './client/createClient';
import { hostOfUrl } from './client/hostOf';
import { openAlbumSettings } from './download/albumPermission';
import type { DownloadContext } from './download/DownloadContext';
import { openDocument } from './download/openDocument';
import { saveToAlbum } from './download/saveToAlbum';
import { TemporaryCopies } from './download/TemporaryCopies';
import { type Attempt, Failure } from './failures/Failure';
import { failureFrom } from './failures/failureFrom';
import type { ChosenFile, FileSource } from './files/ChosenFile';
import type { ObjectPage, StoredObject } from './objects/StoredObject';
import { toStoredObject } from './objects/toStoredObject';
import { type Cancellation, type Progress, startTask, type Task } from './task/Task';
import { type TimeLimits, timeLimits } from './task/timeLimits';
import { createTransfer } from './upload/createTransfer';
import { createUploadQueue } from './upload/createUploadQueue';
import { removeAbandoned } from './upload/removeAbandoned';
import { UploadJournal } from './upload/UploadJournal';
import type { UploadQueue } from './upload/UploadQueue';

/** Everything that a page can do. Each promise rejects with a `Failure`. */
export interface Flows {
  /** Where files go, for display. `host` is that of the endpoint in the config; absent: Tencent COS itself. */
  readonly place: { readonly bucket: string; readonly region: string; readonly host?: string };
  /** The user's objects, newest first, 60 a page. */
  listObjects(options?: { after?: string }): Promise<ObjectPage>;
  /** Asks COS for one object, with its content type and checksum. */
  findObject(key: string): Promise<StoredObject>;
  /**
   * A signed URL of a smaller picture, whose shorter edge has `edge` pixels; only for images. The same one for a while,
   * so that it is cached; with `renew` one that is signed now, after the known one failed. It loads nothing where COS
   * has no image processing: what COS answers there was not to be found out, `<image>` just fires `error`.
   */
  thumbnailUrl(object: StoredObject, edge: number, options?: { renew?: boolean }): Promise<string>;
  /** A signed URL for `<image>`, `<video>` and `wx.previewImage`. The same one for a while, so that it is cached. */
  previewUrl(object: StoredObject): Promise<string>;
  /** Empty when the user cancels. */
  chooseFiles(source: FileSource): Promise<ChosenFile[]>;
  readonly uploads: UploadQueue;
  /** Images and videos; others reject with `not-for-album`. */
  saveToAlbum(object: StoredObject, onProgress?: (progress: Progress) => void): Task<void>;
  /** doc(x), xls(x), ppt(x), pdf; others reject with `document-type`. */
  openDocument(object: StoredObject, onProgress?: (progress: Progress) => void): Task<void>;
  /** Puts a signed URL on the clipboard. */
  copyLink(object: StoredObject, lifetimeSeconds: number): Promise<CopiedLink>;
  deleteObject(object: StoredObject): Promise<void>;
  /**
   * The way back after `album-refused`; only works directly from a tap. True when the album is allowed. After
   * `wechat-permission` it is no help: then the phone's settings are, `wx.openAppAuthorizeSetting`.
   */
  openSettings(): Promise<boolean>;
}

interface Parts {
  readonly client: CosClient;
  readonly journal: UploadJournal;
  readonly urls: SignedUrls;
  readonly copies: TemporaryCopies;
}

type Work = (object: StoredObject, copies: TemporaryCopies, context: DownloadContext) => Promise<void>;

/** Throws nothing, whatever the config: each flow rejects with a `Failure` then. */
export function createFlows(config: CosConfig, limits: TimeLimits = timeLimits): Flows {
  let made: Parts | undefined;
  const parts = (attempt: Attempt): Parts => {
    if (!made) {
      const client = createClient(config, attempt, limits);
      const journal = UploadJournal.of(config.bucket);
      made = { client, journal, urls: new SignedUrls(client), copies: new TemporaryCopies(limits) };
    }
    return made;
  };
  let tidied = false;
  /** Once for each start of the Mini Program, and after what the person waits for. */
  const tidyUp = ({ client, journal }: Parts) => {
    if (tidied) return;
    tidied = true;
    removeAbandoned(client, journal).catch((failure: Failure) => {
      console.warn(`Uploads that were left on the server are still there: ${failure.message}`);
    });
  };

  /** Whatever is thrown becomes a `Failure` of this attempt. */
  const flow = async <T>(attempt: Attempt, run: (parts: Parts) => Promise<T>): Promise<T> => {
    try {
      return await run(parts(attempt));
    } catch (error) {
      throw failureFrom(error, attempt, made?.client.target);
    }
  };
  const withDownload = (
    attempt: Attempt,
    work: Work,
    object: StoredObject,
    onProgress?: (progress: Progress) => void,
  ): Task<void> =>
    startTask(attempt, (cancellation: Cancellation) =>
      flow(attempt, ({ client, copies }) =>
        work(object, copies, { client, limits, cancellation, attempt, onProgress }),
      ),
    );
  const about = (action: Attempt['action'], { key, name }: StoredObject): Attempt => ({ action, key, name });

  const uploads = createUploadQueue({ createTransfer: (file) => createTransfer(file, parts) });
  // A Mini Program may upload and never list.
  const unsubscribe = uploads.subscribe((items) => {
    if (!made || items.every(({ state }) => state.name !== 'done')) return;
    unsubscribe();
    tidyUp(made);
  });

  return {
    place: {
      bucket: config.bucket,
      region: config.region,
      ...(config.endpoint === undefined ? {} : { host: hostOfUrl(config.endpoint) }),
    },
    listObjects({ after } = {}) {
      const attempt: Attempt = { action: 'list' };
      return flow(attempt, async (means) => {
        const page = await listObjects(means.client, attempt, after);
        tidyUp(means);
        return page;
      });
    },
    findObject(key) {
      const attempt: Attempt = { action: 'find', key };
      return flow(attempt, async ({ client }) =>
        toStoredObject(await client.find(attempt, key), client.clock),
      );
    },
    thumbnailUrl(object, edge, { renew = false } = {}) {
      const attempt = about('thumbnail', object);
      return flow(attempt, ({ urls }) => {
        if (object.kind !== 'image') {
          throw new Failure({
            code: 'unknown',
            attempt,
            detail: `there is no thumbnail of a ${object.kind}`,
          });
        }
        // COS, document 44880: scaled until both edges are at least this long.
        const pixels = Math.ceil(edge);
        return urls.get(attempt, object.key, { query: `imageMogr2/thumbnail/!${pixels}x${pixels}r`, renew });
      });
    },
    previewUrl(object) {
      const attempt = about('thumbnail', object);
      return flow(attempt, ({ urls }) => urls.get(attempt, object.key));
    },
    async chooseFiles(source) {
      const attempt: Attempt = { action: 'choose' };
      return chooseFiles(source).catch((error: unknown) => {
        const failure = failureFrom(error, attempt);
        if (failure.code === 'cancelled') return [];
        throw failure;
      });
    },
    uploads,
    saveToAlbum: (object, onProgress) => withDownload(about('save', object), saveToAlbum, object, onProgress),
    openDocument: (object, onProgress) =>
      withDownload(about('open', object), openDocument, object, onProgress),
    copyLink(object, lifetimeSeconds) {
      const attempt = about('link', object);
      return flow(attempt, ({ client }) => copyLink(client, attempt, object.key, lifetimeSeconds));
    },
    deleteObject(object) {
      const attempt = about('delete', object);
      return flow(attempt, ({ client }) => client.remove(attempt, object.key));
    },
    openSettings: () =>
      openAlbumSettings().catch((error: unknown) => {
        throw failureFrom(error, { action: 'save' });
      }),
  };
}
