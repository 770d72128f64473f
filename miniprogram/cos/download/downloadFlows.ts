import type { Connection } from '../client/Connection';
import { expectOption } from '../failures/expectOption';
import type { Action, Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import type { KeyLayout } from '../keys';
import { attemptOn, type ObjectOrKey } from '../objects/ObjectOrKey';
import type { StoredObject } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';
import type { Progress, Task } from '../task/Task';
import { type AlbumOptions, openAlbumSettings } from './albumPermission';
import type { DownloadContext } from './DownloadContext';
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
   * The way back after `album-refused`; only works directly from a tap. True when the album is allowed. After
   * `wechat-permission` it is no help: then the phone's settings are, `wx.openAppAuthorizeSetting`.
   */
  openSettings(): Promise<boolean>;
}

type Work = (object: StoredObject, copies: TemporaryCopies, context: DownloadContext) => Promise<void>;

export function downloadFlows(connection: Connection, keys: KeyLayout): DownloadFlows {
  let copies: TemporaryCopies | undefined;

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

  return {
    saveToAlbum: (object, options = {}) => start('save', saveToAlbum, object, options),
    saveAllToAlbum(objects, { onProgress, beforeAlbumQuestion } = {}) {
      const areObjects = Array.isArray(objects) && objects.every((object) => typeof object?.key === 'string');
      expectOption(areObjects, 'saveAllToAlbum: objects', objects, 'a list of objects');
      const attempt: Attempt = { action: 'save' };
      return connection.start(attempt, (client, cancellation) => {
        copies ??= new TemporaryCopies(client.limits);
        return saveAllToAlbum(
          objects,
          copies,
          { client, cancellation, attempt, beforeAlbumQuestion },
          onProgress,
        );
      });
    },
    openDocument: (object, options = {}) => start('open', openDocument, object, options),
    openSettings: () =>
      openAlbumSettings().catch((error: unknown) => {
        throw failureFrom(error, { action: 'save' });
      }),
  };
}
