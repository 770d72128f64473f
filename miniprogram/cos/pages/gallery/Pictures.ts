import { flows } from '../../flows/flows';
import type { StoredObject } from '../../flows/StoredObject';
import type { TileView } from './TileView';

/** `asked`: its URL is on the way. `unsigned`: there is no URL now. `lost`: it cannot be loaded. */
type Picture =
  | { readonly state: 'asked' | 'unsigned' | 'lost' }
  | { readonly state: 'shown'; readonly url: string; readonly tries: number };

/** Pictures of the files that are shown. Those of others are let go. */
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
    const fresh = objects.filter(({ key, kind }) => kind === 'image' && !this.pictures.has(key));
    if (fresh.length === 0) return;
    await Promise.all(fresh.map((object) => this.find(object, 1)));
    this.changed();
  }

  /** A signed URL may have expired before the tile came into view: one new URL for each picture. */
  async lose(object: StoredObject): Promise<void> {
    const picture = this.pictures.get(object.key);
    if (picture?.state !== 'shown') return;
    if (picture.tries === 1) await this.find(object, 2);
    else this.pictures.set(object.key, { state: 'lost' });
    this.changed();
  }

  /** Those without a URL are asked for again when they are kept next. */
  retry(): void {
    for (const [key, { state }] of this.pictures) if (state === 'unsigned') this.pictures.delete(key);
  }

  private async find(object: StoredObject, tries: number): Promise<void> {
    const asked: Picture = { state: 'asked' };
    this.pictures.set(object.key, asked);
    const found: Picture = await flows.thumbnailUrl(object, this.edge).then(
      (url) => ({ state: 'shown', url, tries }),
      () => ({ state: 'unsigned' }),
    );
    // It may have been let go meanwhile, and asked for anew.
    if (this.pictures.get(object.key) === asked) this.pictures.set(object.key, found);
  }
}
