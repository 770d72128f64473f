import { PictureUrls } from '../../components/cos-image/PictureUrls';
import type { StoredObject } from '../../index';
import type { TileView } from './TileView';

/** `asked`: its URL is on the way. `unsigned`: there is no URL now. `lost`: nothing of what was tried can be loaded. */
type Picture = { readonly urls: PictureUrls } & (
  | { readonly state: 'asked' | 'unsigned' | 'lost' }
  | { readonly state: 'shown'; readonly url: string }
);

/**
 * Pictures of the files that are shown. Those of others are let go, and tried from the start when they come back. Not a
 * `cos-image` in each tile: a screen of tiles gets its URLs in one setData here, where components would send one each.
 */
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
      ({ key, kind, etag }) => kind === 'image' && this.pictures.get(key)?.urls.object.etag !== etag,
    );
    if (fresh.length === 0) return;
    await Promise.all(fresh.map((object) => this.find(new PictureUrls(object, { edge: this.edge }))));
    this.changed();
  }

  /** The picture that `of` gave could not be loaded. */
  async lose(key: string): Promise<void> {
    const picture = this.pictures.get(key);
    if (picture?.state !== 'shown') return;
    await this.find(picture.urls);
    this.changed();
  }

  /** Those without a URL, or all that are not shown, are tried anew when they are kept next. */
  retry(which: 'unsigned' | 'all'): void {
    for (const [key, { state }] of this.pictures) {
      if (state === 'unsigned' || (state === 'lost' && which === 'all')) this.pictures.delete(key);
    }
  }

  private async find(urls: PictureUrls): Promise<void> {
    const { key } = urls.object;
    const asked: Picture = { urls, state: 'asked' };
    this.pictures.set(key, asked);
    const found = await urls.next().then(
      (url): Picture => (url === undefined ? { urls, state: 'lost' } : { urls, state: 'shown', url }),
      (): Picture => ({ urls, state: 'unsigned' }),
    );
    // It may have been let go meanwhile, and asked for anew.
    if (this.pictures.get(key) === asked) this.pictures.set(key, found);
  }
}
