import { type DrawnRows, rowsBetween } from '../rowsBetween';
import type { TransferSection } from './transferSections';

/** Rows that are drawn above the screen, and below it. */
const RESERVE = 12;

/** In px. Rows are exactly this high; of what else there is this is near enough to tell which rows are near the screen. */
export interface TransferSizes {
  readonly viewport: number;
  readonly reserve: number;
  readonly row: number;
  readonly total: number;
  readonly heading: number;
  readonly card: number;
}

/** @param scale of words: `textScale()` */
export function transferSizes(windowHeight: number, scale: number): TransferSizes {
  const row = Math.round(72 * scale);
  return {
    viewport: Math.ceil(windowHeight),
    reserve: RESERVE * row,
    row,
    total: 100 * scale,
    heading: 44,
    card: 280 * scale,
  };
}

/** The rows of each group, one after the other, that are within `reserve` px of the screen. */
export function rowsNear(
  sections: readonly TransferSection[],
  sizes: TransferSizes,
  scrollTop: number,
  reserve: number,
): readonly DrawnRows[] {
  const { viewport, row, total, heading, card } = sizes;
  let top = total;
  return sections.flatMap(({ groups }) => {
    top += heading;
    return groups.map(({ failure, items }) => {
      if (failure !== null) top += card;
      const first = top;
      top += items.length * row;
      return rowsBetween(
        items.length,
        row,
        scrollTop - reserve - first,
        scrollTop + viewport + reserve - first,
      );
    });
  });
}
