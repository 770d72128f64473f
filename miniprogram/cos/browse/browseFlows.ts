import type { Connection } from '../client/Connection';
import type { CosClient } from '../client/CosClient';
import { takesSnapshots } from '../client/takesSnapshots';
import { expectOption } from '../failures/expectOption';
import { type Attempt, Failure } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import { attemptOn, expectObject, expectObjects, keyOf, type ObjectOrKey } from '../objects/ObjectOrKey';
import type { ObjectPage, StoredObject, VideoCover } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';
import { deleteWithCovers, findCovers } from '../objects/withCovers';
import type { Task } from '../task/Task';
import { type Link, type LinkOptions, makeLink, putOnClipboard, secondsOf } from './Link';
import { checkListOptions, type ListAllOptions, type ListOptions, listAll, listObjects } from './listObjects';
import { RemovedObjects } from './RemovedObjects';
import { type RemoveAllProgress, type RemoveAllResult, removeAll } from './removeAll';
import { renamedKey, renameObject } from './renameObject';
import { SignedUrls } from './SignedUrls';

export interface ThumbnailOptions {
  /** Pixels that the shorter edge of the picture has at least, 1 to 9999; of the screen, not of the style sheet. */
  readonly edge: number;
  /** One that is signed now, after the known one failed. Default false. */
  readonly renew?: boolean;
}

export interface PreviewOptions {
  /**
   * Pictures that not every phone shows (HEIC, AVIF, TIFF) as JPEG, in their full size, made by COS: it loads nothing where COS has
   * no image processing. All others are the file itself, as is everything by default.
   */
  readonly asJpeg?: boolean;
}

export interface RemoveAllOptions {
  /** Called a few times a second, and at the end. */
  onProgress?(progress: RemoveAllProgress): void;
}

/** What is in the bucket. Each promise rejects with a `Failure`. */
export interface BrowseFlows {
  /** The user's objects in the order of their keys: with the key layout as shipped the newest first. */
  listObjects(options?: ListOptions): Promise<ObjectPage>;
  /**
   * All of them, or all after a key, in the same order: one request for each 1,000. What `onPage` was given before it failed or was
   * cancelled stays good: its `next` is where to go on.
   */
  listAll(options?: ListAllOptions): Task<readonly StoredObject[]>;
  /** What the keys of all objects of the user begin with: `users/<openid>/`. It comes with the temporary key. */
  userPrefix(): Promise<string>;
  /**
   * Asks COS for one object, with its content type and checksum; of a video also for its cover. One that was renamed here since
   * is found under the key that it has now.
   */
  findObject(object: ObjectOrKey): Promise<StoredObject>;
  /** Deletes it, and the cover of a video before it. It is no failure when it is not there. */
  remove(object: ObjectOrKey): Promise<void>;
  /**
   * Several: resolves with what became of each, and rejects when it is cancelled; what is gone by then stays gone, and
   * `isRemoved` knows it.
   */
  removeAll(objects: readonly StoredObject[], options?: RemoveAllOptions): Task<RemoveAllResult>;
  /** The key layout tells another key for it: see `KeyLayout.rename`. */
  canRename(object: StoredObject): boolean;
  /**
   * Gives it another name: a copy that keeps its time and with it its place in every list, then the old one is deleted; the cover of
   * a video goes along. The extension stays, whether `name` has it or not. Resolves with what it is now. When it rejects, both may be
   * there; the same once more ends right. `name-too-long` as for uploads, `not-supported` where `canRename` is false.
   */
  rename(object: StoredObject, name: string): Promise<StoredObject>;
  /** Deleted here, while a list that was loaded before may still have it. */
  isRemoved(key: string): boolean;
  /** A URL of its own for each call, for this phone and now: signed here at once, with a token in it, it dies with the key. */
  signedUrl(object: ObjectOrKey, options?: LinkOptions): Promise<Link>;
  /**
   * A URL for somebody else: each is asked of the cloud function or endpoint, which signs it without a token, and lives for up
   * to `longestLink()`. Where none are signed there it is a `signedUrl`.
   */
  makeLink(object: ObjectOrKey, options?: LinkOptions): Promise<Link>;
  /** Puts such a URL on the clipboard. */
  copyLink(object: ObjectOrKey, options?: LinkOptions): Promise<Link>;
  /** Seconds that a link lives at most, as the cloud function or endpoint says; or as long as a temporary key. */
  longestLink(): Promise<number>;
  /**
   * A URL for `<image>`, `<video>` and `wx.previewImage`. The same one for a while, so that it is cached; another one when
   * the object was overwritten. Good for at least 7 minutes.
   */
  previewUrl(object: StoredObject, options?: PreviewOptions): Promise<string>;
  /**
   * A URL of a smaller picture, of images and of videos that have a cover; others reject with `image-format`. Of videos without
   * one it is a frame that COS takes, where the key allows that (`VIDEO_SNAPSHOTS` of the cloud function). The same one for a
   * while, as `previewUrl`. HEIC, AVIF and TIFF, which not every phone shows, come as JPEG. It loads nothing where COS has
   * no image processing: what COS answers there was not to be found out, `<image>` just fires `error`.
   */
  thumbnailUrl(object: StoredObject, options: ThumbnailOptions): Promise<string>;
  /** A URL of a video's cover as it was uploaded, as `previewUrl`; without one it rejects with `image-format`. */
  coverUrl(object: StoredObject): Promise<string>;
}

export function browseFlows(connection: Connection, keys: KeyLayout): BrowseFlows {
  const urls = new SignedUrls();
  const removed = new RemovedObjects();
  /** By the key that they had, the key that they were given here. */
  const renamed = new Map<string, string>();
  const findOne = async (client: CosClient, attempt: Attempt, key: string): Promise<StoredObject> => {
    const isThere = removed.asked();
    // That of a video without its cover is no less of an answer.
    const covers = findCovers(client, attempt, key, keys).catch(() => []);
    try {
      const found = await client.headObject(attempt, key);
      isThere(key);
      const [cover] = await covers;
      return { ...toStoredObject(found, client.clock, keys), ...(cover && { cover }) };
    } catch (error) {
      const now = renamed.get(key);
      if (now === undefined || (error as Failure).code !== 'object-missing') throw error;
      return findOne(client, attempt, now);
    }
  };
  const removeOne = async (client: CosClient, attempt: Attempt, key: string): Promise<void> => {
    await deleteWithCovers(client, attempt, key, keys);
    removed.note(key);
  };
  /** From its beginning: a file that is sent meanwhile is not stored by an object that goes. */
  const removing = async <T>(leaving: readonly string[], work: () => Promise<T>): Promise<T> => {
    for (const key of leaving) connection.deleted.add(key);
    try {
      return await work();
    } finally {
      for (const key of leaving) if (!removed.has(key)) connection.deleted.delete(key);
    }
  };

  return {
    listObjects(options = {}) {
      checkListOptions(options);
      const attempt: Attempt = { action: 'list' };
      return connection.run(attempt, (client) => listObjects(client, attempt, options, keys, removed));
    },

    listAll(options = {}) {
      const attempt: Attempt = { action: 'list' };
      return connection.start(attempt, (client, cancellation) =>
        listAll(client, attempt, options, keys, removed, cancellation),
      );
    },

    async userPrefix() {
      const attempt: Attempt = { action: 'list' };
      return (await connection.run(attempt, (client) => client.credential(attempt))).prefix;
    },

    findObject(object) {
      const attempt = attemptOn('find', object, keys);
      return connection.run(attempt, (client) => findOne(client, attempt, keyOf(object)));
    },

    remove(object) {
      const attempt = attemptOn('delete', object, keys);
      const key = keyOf(object);
      return connection.run(attempt, (client) => removing([key], () => removeOne(client, attempt, key)));
    },

    removeAll(objects, { onProgress } = {}) {
      expectObjects(objects, 'removeAll');
      return connection.start({ action: 'delete' }, (client, cancellation) =>
        removing(
          objects.map(({ key }) => key),
          () =>
            removeAll(
              objects,
              ({ key }, attempt) => removeOne(client, attempt, key),
              cancellation,
              onProgress,
            ),
        ),
      );
    },

    canRename(object) {
      expectObject(object, 'canRename');
      return keys.rename?.(object.key, 'name') !== undefined;
    },

    rename(object, name) {
      expectObject(object, 'rename');
      const isName = typeof name === 'string' && name.trim() !== '';
      expectOption(isName, 'rename: name', name, 'a name');
      const attempt = attemptOn('rename', object, keys);
      return connection.run(attempt, async (client) => {
        const to = renamedKey(object, name, keys, attempt);
        if (to === undefined) {
          throw new Failure({
            code: 'not-supported',
            attempt,
            detail: 'its key has no place for another name',
          });
        }
        if (to === object.key) return object;
        const isThere = removed.asked();
        const moved = await removing([object.key], async () => {
          const made = await renameObject(client, attempt, object, to, keys);
          removed.note(object.key);
          return made;
        });
        isThere(to);
        connection.deleted.delete(to);
        renamed.delete(to);
        renamed.set(object.key, to);
        return moved;
      });
    },

    isRemoved: (key) => removed.has(key),

    signedUrl(object, options = {}) {
      const seconds = secondsOf(options, 'signedUrl');
      const attempt = attemptOn('link', object, keys);
      return connection.run(attempt, async (client) => {
        const { url, expiresAt } = await client.signedUrl(attempt, keyOf(object), { lifetime: seconds });
        return { url, expiresAt: client.clock.onPhone(expiresAt) };
      });
    },

    makeLink(object, options = {}) {
      const seconds = secondsOf(options, 'makeLink');
      const attempt = attemptOn('link', object, keys);
      return connection.run(attempt, (client) => makeLink(client, attempt, keyOf(object), seconds));
    },

    copyLink(object, options = {}) {
      const seconds = secondsOf(options, 'copyLink');
      const attempt = attemptOn('link', object, keys);
      return connection.run(attempt, async (client) => {
        const link = await makeLink(client, attempt, keyOf(object), seconds);
        await putOnClipboard(link.url);
        return link;
      });
    },

    longestLink() {
      const attempt: Attempt = { action: 'link' };
      return connection.run(attempt, (client) => client.longestLink(attempt));
    },

    previewUrl(object, { asJpeg = false } = {}) {
      expectObject(object, 'previewUrl');
      const attempt = attemptOn('thumbnail', object, keys);
      const query: Query = asJpeg && isForeign(object) ? { 'imageMogr2/format/jpg': '' } : {};
      return connection.run(attempt, (client) => urls.get(client, attempt, object, { query }));
    },

    thumbnailUrl(object, { edge, renew = false }) {
      expectObject(object, 'thumbnailUrl');
      expectOption(edge >= 1 && edge <= 9999, 'thumbnailUrl: edge', edge, 'pixels, from 1 to 9999');
      const attempt = attemptOn('thumbnail', object, keys);
      // COS, document 44880: scaled until both edges are at least this long.
      const pixels = Math.ceil(edge);
      // Document 44883: else it is of the format of the file.
      const format = isForeign(object) ? '/format/jpg' : '';
      const query = { [`imageMogr2/thumbnail/!${pixels}x${pixels}r${format}`]: '' };
      return connection.run(attempt, async (client) => {
        if (object.kind === 'image') return urls.get(client, attempt, object, { query, renew });
        if (object.kind === 'video' && !object.cover && (await takesSnapshots(client, attempt)))
          return urls.get(client, attempt, object, { query: snapshot(pixels), renew });
        return urls.get(client, attempt, coverOf(object, attempt), { query, renew });
      });
    },

    coverUrl(object) {
      expectObject(object, 'coverUrl');
      const attempt = attemptOn('thumbnail', object, keys);
      return connection.run(attempt, async (client) => urls.get(client, attempt, coverOf(object, attempt)));
    },
  };
}

type Query = Readonly<Record<string, string>>;

/** A picture that not every phone and not every browser shows. */
function isForeign({ extension }: StoredObject): boolean {
  return ['heic', 'heif', 'avif', 'tif', 'tiff'].includes(extension);
}

/**
 * COS, document 75255: the first frame, so high that the shorter edge of a video that is held upright has as many pixels, as most
 * have 9 : 16.
 */
function snapshot(pixels: number): Query {
  const height = String(Math.min(4096, Math.ceil((pixels * 16) / 9)));
  return { 'ci-process': 'snapshot', time: '0', height, format: 'jpg' };
}

function coverOf({ kind, cover }: StoredObject, attempt: Attempt): VideoCover {
  if (cover) return cover;
  const detail = kind === 'video' ? 'this video has no cover' : `there is no thumbnail of a ${kind}`;
  throw new Failure({ code: 'image-format', attempt, detail });
}
