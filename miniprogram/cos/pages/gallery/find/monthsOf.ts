import type { Section } from '../Sections';

/** Days of one month that follow each other in the list. */
export interface Month {
  /** `2026-11`. */
  readonly id: string;
  /** Of its first file, in milliseconds since 1970. */
  readonly time: number;
  /** Index of its first file in the list. */
  readonly start: number;
  readonly count: number;
}

/** Share of all files. */
const MOST_ASTRAY = 0.1;

/**
 * The months of a list in sections by `dayId`, in its order. Some files that came another way may bring a month back further down: its
 * first place counts. Where many come back the list is in no order of time, and there are none.
 */
export function monthsOf(days: readonly Section[]): readonly Month[] {
  const months = new Map<string, { id: string; time: number; start: number; count: number }>();
  let astray = 0;
  for (const { group, time, start, count } of days) {
    const id = group.slice(0, 7);
    const month = months.get(id);
    if (month === undefined) months.set(id, { id, time, start, count });
    else if (month.start + month.count === start) month.count += count;
    else astray += count;
  }
  const last = days[days.length - 1];
  const all = last === undefined ? 0 : last.start + last.count;
  return astray > MOST_ASTRAY * all ? [] : [...months.values()];
}
