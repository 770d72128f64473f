const DAY = 24 * 3600;

/** Ten minutes, an hour, a day, a week. Seconds. */
const USUAL = [600, 3600, DAY, 7 * DAY];

/** What a person can choose from where links live for `longest` seconds at most; that itself, where it is less than a week. */
export function livesUpTo(longest: number): readonly number[] {
  const lives = USUAL.filter((life) => life < longest);
  return lives.length === USUAL.length ? lives : [...lives, longest];
}

/** The one to begin with: a day is what somebody needs who sees a message in the evening. */
export function firstOf(lives: readonly number[]): number {
  return lives.filter((life) => life <= DAY).pop() ?? 0;
}
