import { lastWhere } from '../lastWhere';
import { rowsBetween } from '../rowsBetween';
import type { Section } from './Sections';

const LEAST_COLUMNS = 3;
/** px that a tile is wide, or near it, where more than those fit. */
const TILE = 140;
/** px. */
const GAP = 2;
const HEADING = 40;
/** Screens of tiles that are kept above and below: as far as WeChat loads pictures ahead. */
export const SCREENS_AROUND = 3;
/** Or so many, where the screen itself has fewer: each tile costs WeChat time and memory. */
const MOST_TILES = 270;

/**
 * In px, all whole: the script and the style sheet come to the same heights without asking each other, and no rounding
 * adds up over thousands of rows.
 */
export interface Sizes {
  readonly viewport: number;
  readonly columns: number;
  /** Height of a tile. */
  readonly cell: number;
  readonly gap: number;
  readonly heading: number;
}

/**
 * @param window as `windowInfo` gives it.
 * @param scale of words: `textScale()`
 */
export function sizesFor(
  { windowWidth, windowHeight }: { windowWidth: number; windowHeight: number },
  scale: number,
): Sizes {
  const columns = Math.max(LEAST_COLUMNS, Math.round(windowWidth / TILE));
  return {
    viewport: Math.ceil(windowHeight),
    columns,
    cell: Math.floor((windowWidth - (columns - 1) * GAP) / columns),
    gap: GAP,
    heading: Math.round(HEADING * scale),
  };
}

/** What is drawn of the list, around the screen. What is not in it is empty room of the same height. */
export interface DrawnList {
  /** px. */
  readonly above: number;
  readonly sections: readonly DrawnSection[];
  /** px. */
  readonly below: number;
}

export interface DrawnSection {
  readonly section: Section;
  /** px between the heading and the first row. */
  readonly above: number;
  /** Indices in the list, `to` excluded. */
  readonly from: number;
  readonly to: number;
  /** px. */
  readonly below: number;
}

/** Where each file of the gallery lies, by arithmetic. Heights are from the top of the first section, in px. */
export class GalleryLayout {
  private readonly row: number;
  private readonly reserve: number;
  /** Top of each section, and at the end the height of all. */
  private readonly tops: number[] = [0];

  /** @param sections this array may change: then `update` is to be called. */
  constructor(
    private readonly sections: readonly Section[],
    private readonly sizes: Sizes,
  ) {
    const { viewport, columns, cell, gap } = sizes;
    this.row = cell + gap;
    const most = (Math.floor(MOST_TILES / columns) * this.row - viewport) / 2;
    this.reserve = Math.max(0, Math.min(SCREENS_AROUND * viewport, most));
    this.update(0);
  }

  get height(): number {
    return this.topOf(this.sections.length);
  }

  /** The sections before this one are what they were. */
  update(from: number): void {
    this.tops.length = Math.min(this.tops.length, from + 1);
    let top = this.tops[this.tops.length - 1] ?? 0;
    for (let at = this.tops.length - 1; at < this.sections.length; at += 1) {
      const section = this.sections[at];
      if (section) top += this.headingOf(section) + this.rowsOf(section) * this.row;
      this.tops.push(top);
    }
  }

  /**
   * What is there while the screen's top is at `scrollTop`, or strayed from it by less than `strays` allows; of so many screens
   * above and below.
   */
  around(scrollTop: number, screens = SCREENS_AROUND): DrawnList {
    const { viewport } = this.sizes;
    const reserve = Math.min(this.reserve, screens * viewport);
    const screen = Math.max(0, Math.min(scrollTop, this.height - viewport));
    const top = screen - reserve;
    const bottom = screen + viewport + reserve;
    const first = this.sectionAt(top);
    const end = Math.min(this.sectionAt(bottom) + 1, this.sections.length);
    return {
      above: this.topOf(first),
      sections: this.sections
        .slice(first, end)
        .map((section, index) => this.drawnOf(section, this.topOf(first + index), top, bottom)),
      below: this.height - this.topOf(end),
    };
  }

  /** What was drawn for `drawn` no longer has five sixths of its reserve on either side: tiles come and go half a screen at once. */
  strays(drawn: number, scrollTop: number): boolean {
    return Math.abs(scrollTop - drawn) * 6 > this.reserve;
  }

  /** Index of the first file in the row at this height. */
  fileAt(height: number): number {
    const at = this.sectionAt(height);
    const section = this.sections[at];
    if (section === undefined) return 0;
    const row = Math.floor((height - this.topOf(at) - this.headingOf(section)) / this.row);
    return section.start + Math.min(Math.max(0, row) * this.sizes.columns, section.count - 1);
  }

  /** Index of the file at this point, `x` px from the left; in a heading of the file beside it that is nearer to that with index `from`. */
  fileNear(x: number, height: number, from: number): number {
    const at = this.sectionAt(height);
    const section = this.sections[at];
    if (section === undefined) return 0;
    const { columns, cell, gap } = this.sizes;
    const inSection = height - this.topOf(at) - this.headingOf(section);
    if (inSection < 0) return from < section.start ? Math.max(0, section.start - 1) : section.start;
    const column = Math.max(0, Math.min(columns - 1, Math.floor(x / (cell + gap))));
    return section.start + Math.min(Math.floor(inSection / this.row) * columns + column, section.count - 1);
  }

  /** Top of the row that has the file with this index. */
  rowTop(index: number): number {
    const at = this.sectionOf(index);
    const section = this.sections[at];
    if (section === undefined) return 0;
    const row = Math.floor((index - section.start) / this.sizes.columns);
    return this.topOf(at) + this.headingOf(section) + row * this.row;
  }

  /** Top of the section that has the file with this index. */
  sectionTop(index: number): number {
    return this.topOf(this.sectionOf(index));
  }

  private drawnOf(section: Section, sectionTop: number, top: number, bottom: number): DrawnSection {
    const firstRowTop = sectionTop + this.headingOf(section);
    const { from, to, above, below } = rowsBetween(
      this.rowsOf(section),
      this.row,
      top - firstRowTop,
      bottom - firstRowTop,
    );
    return {
      section,
      above,
      from: section.start + Math.min(from * this.sizes.columns, section.count),
      to: section.start + Math.min(to * this.sizes.columns, section.count),
      below,
    };
  }

  private sectionOf(index: number): number {
    return lastWhere(this.sections.length, (at) => (this.sections[at]?.start ?? 0) <= index);
  }

  /** Index of the section at this height; of the first above it, of the last below. */
  private sectionAt(height: number): number {
    return lastWhere(this.sections.length, (at) => this.topOf(at) <= height);
  }

  private topOf(at: number): number {
    return this.tops[at] ?? 0;
  }

  private headingOf({ group }: Section): number {
    return group === '' ? 0 : this.sizes.heading;
  }

  private rowsOf({ count }: Section): number {
    return Math.ceil(count / this.sizes.columns);
  }
}
