const UNITS = ['B', 'KB', 'MB', 'GB'];

/** `bytes` in the unit that fits, as `2.4 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, '')} ${UNITS[unit]}`;
}

// Made once: it costs more than a hundred answers of theirs.
const times = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dates = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const moments = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** `ms` as the time of day. */
export const formatTime = (ms: number): string => times.format(ms);

/** `ms` as day and time, short. */
export const formatDate = (ms: number): string => dates.format(ms);

/** `ms` to the thousandth of a second, with the day. */
export const formatMoment = (ms: number): string => moments.format(ms);

/** `seconds` in the unit that fits, as `2 h` or `0.3 s`. */
export function formatSeconds(seconds: number): string {
  const [size, unit] = seconds >= 3600 ? [3600, 'h'] : seconds >= 60 ? [60, 'min'] : [1, 's'];
  return `${Number((seconds / size).toFixed(2))} ${unit}`;
}

/** A `share` from 0 to 1, as `25%`. */
export function formatShare(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}
