import { changedPaths } from '../../components/changedPaths';
import type { ScreenMessages } from '../../i18n/screenMessages';
import type { StoredObject } from '../../index';
import { ShownItems } from '../ShownItems';
import { sendChanges } from '../sendChanges';
import { bySight } from './bySight';
import { type DrawnSection, type GalleryLayout, SCREENS_AROUND, type Sizes } from './GalleryLayout';
import { Pictures } from './Pictures';
import type { ShownFiles } from './ShownFiles';
import type { Selection } from './select/Selection';
import { type TileView, tileView } from './TileView';

/** What the page's data has of the list: only what is around the screen. */
export interface DrawnData {
  /** px of the list above the days that are drawn. */
  above: number;
  days: readonly DayView[];
  /** px of the list below them. */
  below: number;
  /** By slot. */
  tiles: Record<string, TileView | null>;
}

/** What is drawn of a day. */
interface DayView {
  id: string;
  title: string;
  /** px between heading and tiles. */
  above: number;
  /** Slots in `tiles`. */
  tiles: readonly string[];
  /** px below the tiles. */
  below: number;
  /** All of its files are marked. */
  selected: boolean;
  /** Of the control that marks them. */
  selectLabel: string;
}

/** What of the gallery is drawn. */
interface Gallery {
  readonly data: DrawnData;
  readonly texts: ScreenMessages;
  readonly files: ShownFiles;
  readonly layout: GalleryLayout;
  readonly sizes: Sizes;
  readonly pixelRatio: number;
  /** px of the list above the screen. */
  readonly scrollTop: number;
  readonly selection: Selection;
  readonly alive: boolean;
  setData(changes: object, drawn?: () => void): void;
}

/** Screens above and below that are drawn at once after a jump. */
const NEAR = 0.5;
/** Between two looks at where the list is, ms. */
const PAUSE = 100;

/** The tiles around the screen, and the pictures on them. */
export class Drawing {
  readonly pictures = new Pictures(() => {
    if (this.gallery.alive) this.drawTiles();
  });
  private readonly tiles = new ShownItems<TileView>('tiles');
  /** The files whose tiles are drawn, with what is known not to be made again. */
  private drawn = new Map<StoredObject, TileView | undefined>();
  /** Where the page was scrolled to then. */
  private drawnAt = 0;
  /** Runs while the page is being scrolled. */
  private looking: ReturnType<typeof setTimeout> | undefined;
  private isFlying = false;
  /** So many are drawn above the screen and below. */
  private screens = SCREENS_AROUND;

  constructor(private readonly gallery: Gallery) {}

  /** What is around the screen, with `rest` of the data in the same setData. */
  draw(rest: object, drawn?: () => void): void {
    const { data, files, layout, scrollTop, sizes } = this.gallery;
    // Nothing of what is there is near: what is seen comes first, and the rest a screen at a time.
    if (Math.abs(scrollTop - this.drawnAt) > 2 * sizes.viewport) this.screens = NEAR;
    this.drawnAt = scrollTop;
    const { above, sections, below } = layout.around(scrollTop, this.screens);
    // A tile that goes takes its picture along, also one that is on its way: that has to be let go of before.
    if (this.pictures.drop(this.inSight())) this.drawTiles();
    const inSection = sections.map(({ from, to }) => files.objects.slice(from, to));
    const known = this.drawn;
    this.drawn = new Map(inSection.flat().map((object) => [object, known.get(object)]));
    if (this.looking === undefined) this.see();
    const { fill, clear } = this.tiles.update(this.tileViews());
    const now = Date.now();
    const days = sections.map((section, index) => this.dayView(section, inSection[index] ?? [], now));
    const changes = {
      ...fill,
      ...changedPaths('above', data.above, above),
      ...changedPaths('days', data.days, days),
      ...changedPaths('below', data.below, below),
      ...rest,
      ...clear,
    };
    sendChanges(this.gallery, changes, drawn);
    if (this.screens < SCREENS_AROUND) this.lookSoon();
  }

  /**
   * The page was scrolled. While the list flies past, or a finger goes along its edge, no picture is asked for: it would be gone
   * before it is there. At ten screens a second not even tiles are worth it: the empty room looks like tiles without pictures.
   */
  follow(): void {
    if (!this.isFlying && this.hasStrayed()) this.draw({});
    this.lookSoon();
  }

  stop(): void {
    if (this.looking !== undefined) clearTimeout(this.looking);
  }

  private lookSoon(): void {
    if (this.looking !== undefined) return;
    const from = this.gallery.scrollTop;
    this.looking = setTimeout(() => {
      this.looking = undefined;
      const screens = Math.abs(this.gallery.scrollTop - from) / this.gallery.sizes.viewport;
      this.isFlying = screens > 1;
      if (screens > 0.5) return this.follow();
      if (this.screens < SCREENS_AROUND) this.screens += 1;
      else if (!this.hasStrayed()) {
        this.see();
        return this.drawTiles();
      }
      this.draw({});
    }, PAUSE);
  }

  private hasStrayed(): boolean {
    return this.gallery.layout.strays(this.drawnAt, this.gallery.scrollTop);
  }

  /** Only what the tiles show. */
  private drawTiles(): void {
    sendChanges(this.gallery, this.tiles.update(this.tileViews()).fill);
  }

  private tileViews(): [key: string, tile: TileView][] {
    const { selection, texts } = this.gallery;
    return [...this.drawn].map(([object, known]) => {
      const picture = this.pictures.of(object.key);
      const selected = selection.has(object.key);
      const isSame =
        known?.thumbnail === picture.thumbnail && known.lost === picture.lost && known.selected === selected;
      const tile = isSame ? known : tileView(object, picture, selected, texts);
      this.drawn.set(object, tile);
      return [object.key, tile];
    });
  }

  private dayView(
    { section, above, below }: DrawnSection,
    objects: readonly StoredObject[],
    now: number,
  ): DayView {
    const { texts, selection } = this.gallery;
    const { id, group, start, count, time } = section;
    const title = group === '' ? '' : texts.day(time, now);
    return {
      id,
      title,
      above,
      tiles: objects.map(({ key }) => this.tiles.slotOf(key)),
      below,
      selected: selection.hasAll(start, start + count),
      selectLabel: texts.selection.day(title),
    };
  }

  /** The pictures of what is on the screen, and around it. */
  private see(): void {
    const { sizes, pixelRatio } = this.gallery;
    this.pictures.see([...this.drawn.keys()], this.inSight(), Math.ceil(sizes.cell * pixelRatio));
  }

  private inSight(): StoredObject[] {
    const { files, layout, sizes, scrollTop } = this.gallery;
    const from = layout.fileAt(scrollTop);
    const to = layout.fileAt(scrollTop + sizes.viewport) + sizes.columns;
    return bySight(files.objects, from, to);
  }
}
