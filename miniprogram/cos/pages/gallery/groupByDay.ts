import { dayId } from '../../format/calendar';
import type { StoredObject } from '../../index';

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
  let current: string | undefined;
  objects.forEach((object, start) => {
    const date = dateOf(object);
    const day = days[days.length - 1];
    if (day !== undefined && date === current) {
      day.count += 1;
      return;
    }
    current = date;
    const times = (seen.get(date) ?? 0) + 1;
    seen.set(date, times);
    // Files that came another way are in order of name, so that a day may come back: two of one id are one to WeChat.
    const id = times === 1 ? date : `${date} ${times}`;
    days.push({ id, time: object.modified, start, count: 1 });
  });
  return days;
}

/** Kept with each file: each page of the list groups all before it again, and a Date for each of thousands is felt. */
const dates = new WeakMap<StoredObject, string>();

function dateOf(object: StoredObject): string {
  const known = dates.get(object);
  if (known !== undefined) return known;
  const date = dayId(object.modified);
  dates.set(object, date);
  return date;
}
