/** A day of the phone's own time zone. */
export interface Day {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** `time` in milliseconds since 1970. */
export function dayOf(time: number): Day {
  const date = new Date(time);
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    weekday: date.getDay(),
  };
}

/** `2025-03-09`: equal for two times of one day. */
export function dayId(time: number): string {
  const { year, month, day } = dayOf(time);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

export type Nearness = 'today' | 'yesterday' | 'this-year' | 'earlier';

/** Both in milliseconds since 1970. A time ahead of now counts as its date only, not as today. */
export function nearness(time: number, now: number): Nearness {
  if (dayId(time) === dayId(now)) return 'today';
  const yesterday = new Date(now);
  // By the calendar: 24 hours back is another day when the clocks change.
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayId(time) === dayId(yesterday.getTime())) return 'yesterday';
  return dayOf(time).year === dayOf(now).year ? 'this-year' : 'earlier';
}

/** `09:05`. */
export function clockTime(time: number): string {
  const date = new Date(time);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
