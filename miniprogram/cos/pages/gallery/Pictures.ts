import { flows, type StoredObject } from '../../index';
import type { TileView } from './TileView';

/**
 * Bytes up to which a picture is shown as it is when COS makes no smaller one: what WeChat compresses is below it, and
 * a screen of such tiles costs 18 MB at most, where photos as they were taken would cost a hundred.
 */
const SMALL = 1024 * 1024;

/** `asked`: its URL is on the way. `unsigned`: there is no URL now. `lost`: nothing of what was tried can be loaded. */
type Picture = { readonly etag: string } & (
  | { readonly state: 'asked' | 'unsigned' | 'lost' }
  | { readonly state: 'shown'; readonly url: string; readonly source: number }
);

/** Where a picture comes from; undefined when not from there. */
type Source = (object: StoredObject, edge: number) => Promise<string | undefined>;

/** In the order in which they are tried. `<image>` does not tell why it failed. */
const sources: readonly Source[] = [
  (object, edge) => flows.thumbnailUrl(object, { edge }),
  // The URL may have expired before the tile came into view, or the connection was interrupted.
  (object, edge) => flows.thumbnailUrl(object, { edge, renew: true }),
  // The bucket has no image processing, or it cannot read this picture.
  async (object) => (object.size <= SMALL ? flows.previewUrl(object) : undefined),
];

/** Pictures of the files that are shown. Those of others are let go, and tried from the first source when they come back. */
export class Pictures {
  private readonly pictures = new Map<string, Picture>();

  constructor(
    /** Edge of a tile in physical pixels. */
    private readonly edge: number,
    /** Called when `of` answers something else, once for many. */
    private readonly changed: () => void,
  ) {}

  of(key: string): Pick<TileView, 'thumbnail' | 'lost'> {
    const picture = this.pictures.get(key);
    if (picture?.state === 'shown') return { thumbnail: picture.url, lost: false };
    return { thumbnail: '', lost: picture?.state === 'unsigned' || picture?.state === 'lost' };
  }

  /** These files are shown from now on, and no others. */
  async keep(objects: readonly StoredObject[]): Promise<void> {
    const kept = new Set(objects.map(({ key }) => key));
    for (const key of this.pictures.keys()) if (!kept.has(key)) this.pictures.delete(key);
    // One that was overwritten is another picture.
    const fresh = objects.filter(
      ({ key, kind, etag }) => kind === 'image' && this.pictures.get(key)?.etag !== etag,
    );
    if (fresh.length === 0) return;
    await Promise.all(fresh.map((object) => this.find(object, 0)));
    this.changed();
  }

  /** The picture that `of` gave could not be loaded. */
  async lose(object: StoredObject): Promise<void> {
    const picture = this.pictures.get(object.key);
    if (picture?.state !== 'shown') return;
    await this.find(object, picture.source + 1, picture.url);
    this.changed();
  }

  /** Those without a URL, or all that are not shown, are tried anew when they are kept next. */
  retry(which: 'unsigned' | 'all'): void {
    for (const [key, { state }] of this.pictures) {
      if (state === 'unsigned' || (state === 'lost' && which === 'all')) this.pictures.delete(key);
    }
  }

  private async find(object: StoredObject, from: number, failed?: string): Promise<void> {
    const { etag } = object;
    const asked: Picture = { etag, state: 'asked' };
    this.pictures.set(object.key, asked);
    const found = await this.firstFrom(object, from, failed).catch(
      (): Picture => ({ etag, state: 'unsigned' }),
    );
    // It may have been let go meanwhile, and asked for anew.
    if (this.pictures.get(object.key) === asked) this.pictures.set(object.key, found);
  }

  private async firstFrom(object: StoredObject, from: number, failed?: string): Promise<Picture> {
    for (let source = from; source < sources.length; source += 1) {
      const url = await sources[source]?.(object, this.edge);
      // A signature of the same second is the same. `<image>` does nothing about a URL that it has already.
      if (url !== undefined && url !== failed) return { etag: object.etag, state: 'shown', url, source };
    }
    return { etag: object.etag, state: 'lost' };
  }
}
