import type { CosClient } from '../client/CosClient';
import { storedContent } from '../client/StoredContent';
import type { Attempt } from '../failures/Failure';
import type { ChosenFile } from '../files/ChosenFile';
import { compressPicture, lookAtFile } from '../files/wxFiles';
import { bytesTooLong, coverKey, type KeyLayout } from '../keys';
import { lanes } from '../network/Lanes';
import type { VideoCover } from '../objects/StoredObject';
import { coverFrom, deleteCovers, isVideoKey } from '../objects/withCovers';
import { notCancellable } from '../task/Task';
import { contentTypeFor } from './contentTypeFor';
import type { Destination } from './Destination';

/** Bytes. WeChat's picture may be a frame in full size: one that is larger is made smaller, or not sent if it still is. */
const LARGE = 256 * 1024;
const MOST = 1024 * 1024;
/** px: more than a tile of any screen. */
const WIDTH = 720;

export interface CoverContext {
  readonly client: CosClient;
  /** Of the video. */
  readonly destination: Destination;
  readonly file: ChosenFile;
  readonly keys: KeyLayout;
  /** An earlier start may have sent it. */
  readonly isFormer: boolean;
  /** The video was deleted meanwhile. */
  isDeleted(): boolean;
}

/**
 * Sends the picture that came with a video, as its cover, when the video is stored: a cover that fails costs nothing, and one
 * without its video would be rubbish. Only beside a key that this upload owns: else the next video there might get it.
 */
export class CoverSender {
  private sent: Promise<VideoCover | undefined> | undefined;
  private isWanted = true;

  constructor(private readonly context: CoverContext) {}

  /** Never rejects. Undefined: there is none, or none yet, and it goes on by itself. */
  send(): Promise<VideoCover | undefined> {
    this.sent ??= this.sendNow().catch(() => undefined);
    return this.inTime(this.sent);
  }

  /** Takes it off the server. One that is still on its way goes as soon as it has arrived. */
  async discard(): Promise<void> {
    this.isWanted = false;
    const { client, destination, keys, isFormer } = this.context;
    const { attempt, key, ownsKey } = destination;
    const cover = await this.inTime(this.sent);
    if (cover) await client.deleteObject(this.attempt(cover.key), cover.key);
    else if (isFormer && ownsKey) await deleteCovers(client, attempt, key, keys);
  }

  private async sendNow(): Promise<VideoCover | undefined> {
    const { client, destination, file, keys } = this.context;
    const { key: video, ownsKey } = destination;
    const { thumbnail, path, seconds } = file;
    if (!ownsKey || !thumbnail || thumbnail === path || !isVideoKey(video, keys)) return undefined;
    const key = coverKey(video, seconds);
    const picture = await smaller(thumbnail, client.limits.files);
    const { size } = await lookAtFile(picture, client.limits.files);
    if (size === 0 || size > MOST || bytesTooLong(key) > 0) return undefined;
    const wish = { fileBytes: size, bytes: size, extra: false };
    const answer = await lanes.run(wish, notCancellable, async (passed) => {
      if (!this.isWanted) return undefined;
      const form = { key, path: picture, contentType: contentTypeFor(key) };
      return client.postObject(this.attempt(key), {
        ...form,
        onProgress: (sent, total) => passed(Math.round((sent / total) * size)),
      }).answer;
    });
    if (!answer) return undefined;
    const cover = coverFrom({ key, size, etag: storedContent(answer.headers).etag });
    if (this.isWanted && !this.context.isDeleted()) return cover;
    await client.deleteObject(this.attempt(key), key);
    return undefined;
  }

  /** `work` never rejects. */
  private inTime<T>(work: Promise<T | undefined> | undefined): Promise<T | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), this.context.client.limits.cover);
      void Promise.resolve(work).then((result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  }

  private attempt(key: string): Attempt {
    return { ...this.context.destination.attempt, key };
  }
}

/** The same where WeChat can't make it smaller. */
async function smaller(picture: string, limit: number): Promise<string> {
  const { size } = await lookAtFile(picture, limit);
  if (size <= LARGE || typeof wx.compressImage !== 'function') return picture;
  return compressPicture(picture, WIDTH, limit).catch(() => picture);
}
