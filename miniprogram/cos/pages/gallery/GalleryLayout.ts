import { rowsBetween } from '../rowsBetween';
import type { Day } from './groupByDay';

const COLUMNS = 3;
/** Screens of tiles that are kept above and below: as far as WeChat loads pictures ahead. */
const SCREENS_AROUND = 3;
/** Rows of tiles at most, whatever the shape of the screen: each tile costs WeChat time and memory. */
const MOST_ROWS = 90;

/**
 * In px, all whole: the script and the style sheet come to the same heights without asking each other, and no rounding
 * adds up over thousands of rows.
 */
export interface Sizes {
  readonly viewport: number;
  /** Height of a tile. */
  readonly cell: number;
  readonly gap: number;
  readonly heading: number;
}

/** `windowWidth` and `windowHeight` as `windowInfo` gives them. */
export function sizesFor({
  windowWidth,
  windowHeight,
}: {
  windowWidth: number;
  windowHeight: number;
}): Sizes {
  const rpx = windowWidth / 750;
  const gap = Math.round(4 * rpx);
  return {
    viewport: Math.ceil(windowHeight),
    cell: Math.floor((windowWidth - (COLUMNS - 1) * gap) / COLUMNS),
    gap,
    heading: Math.round(78 * rpx),
  };
}

/** What is drawn of the list, around the screen. What is not in it is empty room of the same height. */
export interface DrawnList {
  /** px. */
  readonly above: number;
  readonly days: readonly DrawnDay[];
  /** px. */
  readonly below: number;
}

export interface DrawnDay {
  readonly day: Day;
  /** px between the heading and the first row. */
  readonly above: number;
  /** Indices in the list, `to` excluded. */
  readonly from: number;
  readonly to: number;
  /** px. */
  readonly below: number;
}

/** Where each file of the gallery lies, by arithmetic. Heights are from the top of the first day, in px. */
export class GalleryLayout {
  readonly height: number;
  private readonly row: number;
  private readonly reserve: number;
  /** Top of each day. */
  private readonly tops: readonly number[];

  constructor(
    private readonly days: readonly Day[],
    private readonly sizes: Sizes,
  ) {
    const { viewport, cell, gap } = sizes;
    this.row = cell + gap;
    this.reserve = Math.max(0, Math.min(SCREENS_AROUND * viewport, (MOST_ROWS * this.row - viewport) / 2));
    let top = 0;
    this.tops = days.map((day) => {
      const own = top;
      top += this.heightOf(day);
      return own;
    });
    this.height = top;
  }

  /** What is there while the screen's top is at `scrollTop`, or strayed from it by less than `strays` allows. */
  around(scrollTop: number): DrawnList {
    const { viewport } = this.sizes;
    const screen = Math.max(0, Math.min(scrollTop, this.height - viewport));
    const top = screen - this.reserve;
    const bottom = screen + viewport + this.reserve;
    const first = this.dayAt(top);
    const end = this.dayAt(bottom) + 1;
    const days = this.days
      .slice(first, end)
      .map((day, index) => this.drawnOf(day, first + index, top, bottom));
    const last = this.days[end - 1];
    return {
      above: this.tops[first] ?? 0,
      days,
      below: last === undefined ? 0 : this.height - this.topOf(end - 1) - this.heightOf(last),
    };
  }

  /** What was drawn for `drawn` no longer has two thirds of its reserve on either side. */
  strays(drawn: number, scrollTop: number): boolean {
    return Math.abs(scrollTop - drawn) * 3 > this.reserve;
  }

  /** Index of the first file in the row at this height. */
  fileAt(height: number): number {
    const at = this.dayAt(height);
    const day = this.days[at];
    if (day === undefined) return 0;
    const row = Math.floor((height - this.topOf(at) - this.sizes.heading) / this.row);
    return day.start + Math.min(Math.max(0, row) * COLUMNS, day.count - 1);
  }

  /** Top of the row that has the file with this index. */
  rowTop(index: number): number {
    const next = this.days.findIndex(({ start }) => start > index);
    const at = (next < 0 ? this.days.length : next) - 1;
    const day = this.days[at];
    if (day === undefined) return 0;
    return this.topOf(at) + this.sizes.heading + Math.floor((index - day.start) / COLUMNS) * this.row;
  }

  private drawnOf(day: Day, at: number, top: number, bottom: number): DrawnDay {
    const firstRowTop = this.topOf(at) + this.sizes.heading;
    const { from, to, above, below } = rowsBetween(
      rowsOf(day),
      this.row,
      top - firstRowTop,
      bottom - firstRowTop,
    );
    return {
      day,
      above,
      from: day.start + Math.min(from * COLUMNS, day.count),
      to: day.start + Math.min(to * COLUMNS, day.count),
      below,
    };
  }

  /** Index of the day at this height; of the first above it, of the last below. */
  private dayAt(height: number): number {
    let low = 0;
    let high = this.days.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.topOf(middle) <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private topOf(at: number): number {
    return this.tops[at] ?? 0;
  }

  private heightOf(day: Day): number {
    return this.sizes.heading + rowsOf(day) * this.row;
  }
}

function rowsOf({ count }: Day): number {
  return Math.ceil(count / COLUMNS);
}
