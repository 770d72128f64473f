import type { Connection } from '../client/Connection';
import { expectOption } from '../failures/expectOption';
import { type Attempt, Failure } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import { attemptOn, keyOf, type ObjectOrKey } from '../objects/ObjectOrKey';
import type { ObjectPage, StoredObject } from '../objects/StoredObject';
import { toStoredObject } from '../objects/toStoredObject';
import type { Task } from '../task/Task';
import { type Link, type LinkOptions, putOnClipboard, secondsOf, signLink } from './Link';
import { checkListOptions, type ListAllOptions, type ListOptions, listAll, listObjects } from './listObjects';
import { RemovedObjects } from './RemovedObjects';
import { SignedUrls } from './SignedUrls';

export interface ThumbnailOptions {
  /** Pixels that the shorter edge of the picture has at least, 1 to 9999; of the screen, not of the style sheet. */
  readonly edge: number;
  /** One that is signed now, after the known one failed. Default false. */
  readonly renew?: boolean;
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
  /** Asks COS for one object, with its content type and checksum. */
  findObject(key: string): Promise<StoredObject>;
  /** Deletes it. It is no failure when it is not there. */
  remove(object: ObjectOrKey): Promise<void>;
  /** Deleted here, while a list that was loaded before may still have it. */
  isRemoved(key: string): boolean;
  /** A URL of its own for each call, for somebody else or another program. */
  signedUrl(object: ObjectOrKey, options?: LinkOptions): Promise<Link>;
  /** Puts such a URL on the clipboard. */
  copyLink(object: ObjectOrKey, options?: LinkOptions): Promise<Link>;
  /**
   * A URL for `<image>`, `<video>` and `wx.previewImage`. The same one for a while, so that it is cached; another one when
   * the object was overwritten. Good for at least 7 minutes.
   */
  previewUrl(object: StoredObject): Promise<string>;
  /**
   * A URL of a smaller picture, only for images: others reject with `image-format`. The same one for a while, as `previewUrl`. It loads nothing where COS has
   * no image processing: what COS answers there was not to be found out, `<image>` just fires `error`.
   */
  thumbnailUrl(object: StoredObject, options: ThumbnailOptions): Promise<string>;
}

export function browseFlows(connection: Connection, keys: KeyLayout): BrowseFlows {
  const urls = new SignedUrls();
  const removed = new RemovedObjects();

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

    findObject(key) {
      const attempt = attemptOn('find', key, keys);
      return connection.run(attempt, async (client) => {
        const isThere = removed.asked();
        const found = await client.headObject(attempt, key);
        isThere(key);
        return toStoredObject(found, client.clock, keys);
      });
    },

    remove(object) {
      const attempt = attemptOn('delete', object, keys);
      return connection.run(attempt, async (client) => {
        await client.deleteObject(attempt, keyOf(object));
        removed.note(keyOf(object));
      });
    },

    isRemoved: (key) => removed.has(key),

    signedUrl(object, options = {}) {
      const seconds = secondsOf(options, 'signedUrl');
      const attempt = attemptOn('link', object, keys);
      return connection.run(attempt, (client) => signLink(client, attempt, keyOf(object), seconds));
    },

    copyLink(object, options = {}) {
      const seconds = secondsOf(options, 'copyLink');
      const attempt = attemptOn('link', object, keys);
      return connection.run(attempt, async (client) => {
        const link = await signLink(client, attempt, keyOf(object), seconds);
        await putOnClipboard(link.url);
        return link;
      });
    },

    previewUrl(object) {
      const attempt = attemptOn('thumbnail', object, keys);
      return connection.run(attempt, (client) => urls.get(client, attempt, object));
    },

    thumbnailUrl(object, { edge, renew = false }) {
      expectOption(edge >= 1 && edge <= 9999, 'thumbnailUrl: edge', edge, 'pixels, from 1 to 9999');
      const attempt = attemptOn('thumbnail', object, keys);
      // COS, document 44880: scaled until both edges are at least this long.
      const pixels = Math.ceil(edge);
      const query = `imageMogr2/thumbnail/!${pixels}x${pixels}r`;
      return connection.run(attempt, (client) => {
        if (object.kind === 'image') return urls.get(client, attempt, object, { query, renew });
        const detail = `there is no thumbnail of a ${object.kind}`;
        throw new Failure({ code: 'image-format', attempt, detail });
      });
    },
  };
}
