import { formatCount } from '../../../format/formatCount';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import type { GalleryLayout } from '../GalleryLayout';
import type { Section } from '../Sections';
import { monthsOf } from './monthsOf';

/** A month to jump to; plain data, so that it can go through setData. */
export interface MonthRow {
  readonly id: string;
  readonly title: string;
  /** Of its files. */
  readonly count: string;
  /** px from the top of the list. */
  readonly top: number;
  /** The same as a share of all that can be scrolled, from 0 to 1. */
  readonly at: number;
}

/** @param scrolled px of all that can be scrolled */
export function monthRows(
  sections: readonly Section[],
  layout: GalleryLayout,
  scrolled: number,
  texts: ScreenMessages,
): readonly MonthRow[] {
  return monthsOf(sections).map(({ id, time, start, count }) => {
    const top = layout.sectionTop(start);
    return {
      id,
      title: texts.month(time),
      count: formatCount(count),
      top,
      at: Math.min(1, top / Math.max(1, scrolled)),
    };
  });
}
