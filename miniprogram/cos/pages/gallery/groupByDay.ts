import type { StoredObject } from '../../flows/StoredObject';
import { dayBounds, dayId } from '../../i18n/calendar';

/** Files of one day that follow each other in the list. */
export interface Day {
  /** Each once in the list. */
  readonly id: string;
  /** When the first of them came, in milliseconds since 1970. */
  readonly time: number;
  /** Index of the first in the list. */
  readonly start: number;
  readonly count: number;
}

/** Keeps the order. */
export function groupByDay(objects: readonly StoredObject[]): Day[] {
  const days: { id: string; time: number; start: number; count: number }[] = [];
  const seen = new Map<string, number>();
  // A Date for each of thousands of files would be felt: one for each day will do.
  let bounds = { start: 0, end: 0 };
  objects.forEach(({ modified: time }, start) => {
    const day = days[days.length - 1];
    if (day !== undefined && time >= bounds.start && time < bounds.end) {
      day.count += 1;
      return;
    }
    bounds = dayBounds(time);
    const date = dayId(time);
    const times = (seen.get(date) ?? 0) + 1;
    seen.set(date, times);
    // Files that came another way are in order of name, so that a day may come back: two of one id are one to WeChat.
    days.push({ id: times === 1 ? date : `${date} ${times}`, time, start, count: 1 });
  });
  return days;
}
