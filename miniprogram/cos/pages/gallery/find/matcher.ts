import { dayId } from '../../../format/calendar';
import { foldText } from '../../../format/foldText';
import type { StoredObject } from '../../../index';

/** What is said of an object on the screen. */
export interface Said {
  /** The name as it is shown, which need not be its own. */
  name(object: StoredObject): string;
  /** The day with its year, in words. */
  day(time: number): string;
}

/** Tells which objects have every word of the query: in the name, as it is or as it is shown, or in the day. */
export function matcher(query: string, said: Said): (object: StoredObject) => boolean {
  const words = foldText(query)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ word, date: asDate(word) }));
  const datesOf = rememberingDays(said);
  // The dearest last.
  return (object) =>
    words.every(
      ({ word, date }) =>
        ownName(object, said).includes(word) ||
        (date !== undefined && hasDate(datesOf(object.modified), date)) ||
        shownName(object, said).includes(word),
    );
}

/** What a day may be called; thousands of files have some hundred days. */
function rememberingDays({ day }: Said): (time: number) => string {
  const days = new Map<string, string>();
  return (time) => {
    const id = dayId(time);
    const before = days.get(id);
    if (before !== undefined) return before;
    const dates = foldText(`${id} ${id.replace(/-/g, '')} ${day(time)}`);
    days.set(id, dates);
    return dates;
  };
}

/** Kept with each object: each letter that is typed searches thousands. */
function remembering(textOf: (object: StoredObject, said: Said) => string) {
  const known = new WeakMap<StoredObject, string>();
  return (object: StoredObject, said: Said): string => {
    const before = known.get(object);
    if (before !== undefined) return before;
    const text = foldText(textOf(object, said));
    known.set(object, text);
    return text;
  };
}

const ownName = remembering(({ name }) => name);
const shownName = remembering((object, said) => said.name(object));

/** A short number alone is part of a name: as one of a date it would find everything. `2026/11` and `2026.11` are `2026-11`. */
function asDate(word: string): string | undefined {
  if (/^\d{1,3}$/.test(word)) return undefined;
  return /^\d{4}[./]/.test(word) ? word.replace(/[./]/g, '-') : word;
}

/** `1月` is not in `11月`. */
function hasDate(dates: string, date: string): boolean {
  let at = dates.indexOf(date);
  while (at > 0 && isDigit(date[0]) && isDigit(dates[at - 1])) at = dates.indexOf(date, at + 1);
  return at >= 0;
}

function isDigit(character = ''): boolean {
  return /^\d/.test(character);
}
