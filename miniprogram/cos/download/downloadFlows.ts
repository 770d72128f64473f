import type { Connection } from '../client/Connection';
import { type Action, type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import type { KeyLayout } from '../keys';
import { attemptOn, expectObjects, type ObjectOrKey } from '../objects/ObjectOrKey';
import type { StoredObject } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';
import type { Progress, Task } from '../task/Task';
import { albumExtension } from './albumExtension';
import { type AlbumOptions, openAlbumSettings } from './albumPermission';
import type { DownloadContext } from './DownloadContext';
import { FetchedFiles } from './FetchedFiles';
import { fetchNamed } from './fetchNamed';
import { type HandOver, toChat, toDisk, toImageMenu } from './handOver';
import { openDocument } from './openDocument';
import { type SaveAllProgress, type SaveAllResult, saveAllToAlbum } from './saveAllToAlbum';
import { saveToAlbum } from './saveToAlbum';
import { TemporaryCopies } from './TemporaryCopies';

export interface DownloadOptions {
  /** Called a few times a second while it downloads. */
  onProgress?(progress: Progress): void;
}

/** For saving to the album. */
export interface SaveOptions extends DownloadOptions, AlbumOptions {}

export interface SaveAllOptions extends AlbumOptions {
  /** Called a few times a second, and at the end. */
  onProgress?(progress: SaveAllProgress): void;
  /** Called once for each that is in the album, or will not get there: then with the reason. */
  onEach?(object: StoredObject, failure: Failure | undefined): void;
}

/** What comes to the phone. Each task rejects with a `Failure`. An object that is given by its key is looked up first. */
export interface DownloadFlows {
  /** Images and videos; others reject with `not-for-album`. Asks for the album when nobody has yet. */
  saveToAlbum(object: ObjectOrKey, options?: SaveOptions): Task<void>;
  /**
   * Several: one question for the album, then what became of each. Rejects when it is cancelled, and when the album is
   * refused before anything is fetched; refused in between, the others are among those that failed, as are files that are
   * neither picture nor video. What is in the album stays there.
   */
  saveAllToAlbum(objects: readonly StoredObject[], options?: SaveAllOptions): Task<SaveAllResult>;
  /** Shows a doc(x), xls(x), ppt(x) or pdf; others reject with `document-type`. */
  openDocument(object: ObjectOrKey, options?: DownloadOptions): Task<void>;
  /**
   * Sends it to a chat that the person chooses; `cancelled` when they choose none. WeChat wants a tap for it, and the file has to
   * come first: `tap-needed` says that it is here now, and the next `sendToChat` of the same object, called directly from a tap,
   * fetches nothing. So do `shareImage` and `saveToDisk`, should WeChat want a tap for them too.
   */
  sendToChat(object: ObjectOrKey, options?: DownloadOptions): Task<void>;
  /** Fetches it for the tap that sends it: of several while the person sends the one before. Three are kept, the last ones. */
  prepareToSend(object: ObjectOrKey, options?: DownloadOptions): Task<void>;
  /** WeChat's menu of what can be done with a picture: send, favourites, and what else it has. For pictures: what it makes of others WeChat does not say. */
  shareImage(object: ObjectOrKey, options?: DownloadOptions): Task<void>;
  /** There is a disk to save to: WeChat on a computer. */
  canSaveToDisk(): boolean;
  /** Saves it where the person says. Rejects with `not-supported` where `canSaveToDisk` is false. */
  saveToDisk(object: ObjectOrKey, options?: DownloadOptions): Task<void>;
  /**
   * The way back after `album-refused`; only works directly from a tap. True when the album is allowed. After
   * `wechat-permission` it is no help: then the phone's settings are, `wx.openAppAuthorizeSetting`.
   */
  openSettings(): Promise<boolean>;
}

type Work = (object: StoredObject, copies: TemporaryCopies, context: DownloadContext) => Promise<void>;

export function downloadFlows(connection: Connection, keys: KeyLayout): DownloadFlows {
  let copies: TemporaryCopies | undefined;
  let fetched: FetchedFiles | undefined;

  const start = (action: Action, work: Work, object: ObjectOrKey, options: SaveOptions) => {
    const { onProgress, beforeAlbumQuestion } = options;
    const attempt = attemptOn(action, object, keys);
    return connection.start(attempt, async (client, cancellation) => {
      const found =
        typeof object === 'string'
          ? toStoredObject(
              await cancellation.unlessCancelled(client.headObject(attempt, object)),
              client.clock,
              keys,
            )
          : object;
      copies ??= new TemporaryCopies(client.limits);
      await work(found, copies, { client, cancellation, attempt, beforeAlbumQuestion, onProgress });
    });
  };

  const fetch = async (
    object: StoredObject,
    into: TemporaryCopies,
    context: DownloadContext,
  ): Promise<string> => {
    const extension = object.kind === 'image' ? albumExtension(object) : object.extension;
    const path = await fetchNamed(object, extension, into, context);
    fetched ??= new FetchedFiles(into);
    await fetched.keep(object, path);
    return path;
  };

  const prepare: Work = async (object, into, context) => {
    await fetch(object, into, context);
  };

  const handOver = (action: Action, way: HandOver, object: ObjectOrKey, options: DownloadOptions) => {
    const attempt = attemptOn(action, object, keys);
    if (!way.isThere()) {
      const detail = `this WeChat has no wx.${way.api}`;
      return connection.start(attempt, () =>
        Promise.reject(new Failure({ code: 'not-supported', attempt, detail })),
      );
    }
    const give = async (path: string): Promise<void> => {
      try {
        await way.give(path, attempt.name ?? '');
        // What is given stays: WeChat may read it yet.
      } catch (error) {
        const { code } = failureFrom(error, attempt);
        if (code !== 'tap-needed' && code !== 'cancelled') await fetched?.drop(path);
        throw error;
      }
    };
    const here = fetched?.find(object);
    if (here !== undefined) {
      // Now: WeChat knows the tap only as long as its handler runs.
      const given = give(here);
      given.catch(() => undefined);
      return connection.start(attempt, (_client, { unlessCancelled }) => unlessCancelled(given));
    }
    const work: Work = async (found, into, context) => {
      const path = await fetch(found, into, context);
      context.cancellation.throwIfCancelled();
      await context.cancellation.unlessCancelled(give(path));
    };
    return start(action, work, object, options);
  };

  return {
    saveToAlbum: (object, options = {}) => start('save', saveToAlbum, object, options),
    saveAllToAlbum(objects, { onProgress, onEach, beforeAlbumQuestion } = {}) {
      expectObjects(objects, 'saveAllToAlbum');
      const attempt: Attempt = { action: 'save' };
      return connection.start(attempt, (client, cancellation) => {
        copies ??= new TemporaryCopies(client.limits);
        return saveAllToAlbum(
          objects,
          copies,
          { client, cancellation, attempt, beforeAlbumQuestion },
          onProgress,
          onEach,
        );
      });
    },
    openDocument: (object, options = {}) => start('open', openDocument, object, options),
    sendToChat: (object, options = {}) => handOver('send', toChat, object, options),
    prepareToSend: (object, options = {}) => start('send', prepare, object, options),
    shareImage: (object, options = {}) => handOver('send', toImageMenu, object, options),
    canSaveToDisk: () => toDisk.isThere(),
    saveToDisk: (object, options = {}) => handOver('save', toDisk, object, options),
    openSettings: () =>
      openAlbumSettings().catch((error: unknown) => {
        throw failureFrom(error, { action: 'save' });
      }),
  };
}
