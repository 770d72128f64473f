import { PictureUrls } from '../../components/cos-image/PictureUrls';
import type { StoredObject } from '../../index';
import type { TileView } from './TileView';

/** What a tile shows of its picture. */
type PictureView = Pick<TileView, 'thumbnail' | 'lost'>;

/**
 * `asked`: its URL is on the way. `loading`: a tile has the URL. `unsigned`: there is no URL now. `lost`: nothing of what was tried
 * can be loaded.
 */
interface Picture {
  readonly urls: PictureUrls;
  readonly state: 'asked' | 'loading' | 'loaded' | 'unsigned' | 'lost';
  readonly view: PictureView;
}

/** Pictures on their way at once: a phone's screen of them. What is passed meanwhile is dropped, so that no more is in vain. */
const AT_ONCE = 20;

const NONE: PictureView = { thumbnail: '', lost: false };
const LOST: PictureView = { thumbnail: '', lost: true };

/**
 * Pictures of the tiles around the screen, in the order of sight. Those of others are let go, and tried from the start when
 * they come back. Not a `cos-image` in each tile: a screen of tiles gets its URLs in one setData here, where components would
 * send one each.
 */
export class Pictures {
  private readonly pictures = new Map<string, Picture>();
  private wanted: readonly StoredObject[] = [];
  private edge = 1;

  /** @param changed called when `of` answers something else, once for many. */
  constructor(private readonly changed: () => void) {}

  /** The same object as long as it is the same picture. */
  of(key: string): PictureView {
    return this.pictures.get(key)?.view ?? NONE;
  }

  /**
   * Whose pictures are loaded from now on: `wanted`, the first first. Those of `drawn` are kept that are loaded.
   *
   * @param edge of a tile, in physical pixels.
   */
  see(drawn: readonly StoredObject[], wanted: readonly StoredObject[], edge: number): void {
    this.drop(wanted);
    // One that was overwritten is another picture, and a cover may come later than its video.
    const there = new Map(drawn.map((object) => [object.key, etagOf(object)]));
    for (const [key, { urls }] of this.pictures) {
      if (there.get(key) !== etagOf(urls.object)) this.pictures.delete(key);
    }
    this.wanted = wanted.filter(({ key }) => there.has(key));
    this.edge = edge;
    this.findNext();
  }

  /** What is on its way and not among the first of these gives way to them. Whether there was any. */
  drop(wanted: readonly StoredObject[]): boolean {
    const next = new Set(this.nextOf(wanted).map(({ key }) => key));
    let dropped = false;
    for (const [key, picture] of this.pictures) {
      if (!isOnItsWay(picture) || next.has(key)) continue;
      this.pictures.delete(key);
      dropped = true;
    }
    return dropped;
  }

  /** The picture that `of` gave is on the screen. */
  arrive(key: string): void {
    const picture = this.pictures.get(key);
    if (picture?.state !== 'loading') return;
    picture.urls.arrive();
    this.pictures.set(key, { ...picture, state: 'loaded' });
    this.goOn();
  }

  /** The picture that `of` gave could not be loaded. */
  async lose(key: string): Promise<void> {
    const picture = this.pictures.get(key);
    if (!picture?.view.thumbnail) return;
    await this.find(picture.urls);
    this.changed();
    this.goOn();
  }

  /** Those without a URL, or all that are not shown, are tried anew when they are wanted next. */
  retry(which: 'unsigned' | 'all'): void {
    for (const [key, { state }] of this.pictures) {
      if (state === 'unsigned' || (state === 'lost' && which === 'all')) this.pictures.delete(key);
    }
  }

  /** Some at once: a setData for each would cost more than what it shows. */
  private goOn(): void {
    if ([...this.pictures.values()].filter(isOnItsWay).length <= AT_ONCE / 2) this.findNext();
  }

  private findNext(): void {
    const next = this.nextOf(this.wanted).filter(({ key }) => !this.pictures.has(key));
    if (next.length > 0) void this.findAll(next);
  }

  /** The first of these that are on their way, or should be. */
  private nextOf(wanted: readonly StoredObject[]): StoredObject[] {
    const next: StoredObject[] = [];
    for (const object of wanted) {
      const known = this.pictures.get(object.key);
      if (isSeen(object) && (!known || isOnItsWay(known))) next.push(object);
      if (next.length === AT_ONCE) break;
    }
    return next;
  }

  private async findAll(objects: readonly StoredObject[]): Promise<void> {
    const { edge } = this;
    await Promise.all(objects.map((object) => this.find(new PictureUrls(object, { edge }))));
    this.changed();
  }

  private async find(urls: PictureUrls): Promise<void> {
    const { key } = urls.object;
    const asked: Picture = { urls, state: 'asked', view: NONE };
    this.pictures.set(key, asked);
    const found = await urls.next().then(
      (url): Picture =>
        url === undefined
          ? { urls, state: 'lost', view: LOST }
          : { urls, state: 'loading', view: { thumbnail: url, lost: false } },
      (): Picture => ({ urls, state: 'unsigned', view: LOST }),
    );
    // It may have been let go meanwhile, and asked for anew.
    if (this.pictures.get(key) === asked) this.pictures.set(key, found);
  }
}

const isSeen = ({ kind }: StoredObject) => kind === 'image' || kind === 'video';

/** Of its picture. */
const etagOf = ({ etag, cover }: StoredObject) => (cover ? cover.etag : etag);

function isOnItsWay({ state }: Picture): boolean {
  return state === 'asked' || state === 'loading';
}
