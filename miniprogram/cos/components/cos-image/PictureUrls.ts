import { type Failure, flows, type StoredObject } from '../../index';

export interface PictureOptions {
  /** Of the picture as it is shown, in physical pixels. */
  readonly edge: number;
  /**
   * Bytes up to which a picture is shown as it is when COS makes no smaller one. By default 1 MB: what WeChat compresses
   * is below it, and a screen of such pictures costs 18 MB at most, where photos as they were taken would cost a hundred.
   */
  readonly largestOriginal?: number;
}

const MB = 1024 * 1024;

/** Where a picture comes from; undefined when not from there. */
type Source = (object: StoredObject, options: PictureOptions) => Promise<string | undefined>;

/** In the order in which they are tried. */
const sources: readonly Source[] = [
  (object, { edge }) =>
    flows.thumbnailUrl(object, { edge }).catch((failure: Failure) => {
      if (failure.code === 'image-format') return undefined;
      throw failure;
    }),
  // The URL may have expired before the picture came into view, or the connection was interrupted.
  async (object, { edge }) =>
    hasPicture(object) ? flows.thumbnailUrl(object, { edge, renew: true }) : undefined,
  // The bucket has no image processing, or it cannot read this picture.
  async (object, { largestOriginal = MB }) => {
    if (!hasPicture(object) || (object.cover ?? object).size > largestOriginal) return undefined;
    return object.cover ? flows.coverUrl(object) : flows.previewUrl(object);
  },
];

/** There is a picture of it, or was when it was listed. Of a video that has none COS may take one. */
export function hasPicture({ kind, cover }: StoredObject): boolean {
  return kind === 'image' || cover !== undefined;
}

let made = false;

/** COS has made a picture of a file since the start: it has image processing. */
export const makesPictures = (): boolean => made;

/** What to try for one picture, one URL after another: `<image>` does not tell why it failed. */
export class PictureUrls {
  private tried = 0;
  private last: string | undefined;

  constructor(
    readonly object: StoredObject,
    private readonly options: PictureOptions,
  ) {}

  /** The last one was of a picture that COS made of the file: it has image processing, and can read it. */
  get isMade(): boolean {
    return this.tried < sources.length;
  }

  /** The last one was loaded. */
  arrive(): void {
    made ||= this.isMade;
  }

  /** The first one, or the next when that could not be loaded; undefined when nothing is left to try. */
  async next(): Promise<string | undefined> {
    while (this.tried < sources.length) {
      const source = sources[this.tried];
      this.tried += 1;
      const url = await source?.(this.object, this.options);
      // Near the end of a temporary key two signatures may be the same. `<image>` does nothing about a URL that it has already.
      if (url === undefined || url === this.last) continue;
      this.last = url;
      return url;
    }
    return undefined;
  }
}
