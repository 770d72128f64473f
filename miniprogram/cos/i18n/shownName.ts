import { timeInName } from '../format/timeInName';
import type { Messages } from './messages';

/**
 * What a person sees in place of a name that a machine made: `23 Nov 23:56`, `11月23日 23:56`, ` (2)` after it for the second of that
 * second. Names that people gave stay as they are; the details of a file have its real name.
 *
 * `made`, in milliseconds since 1970, is when it was stored: for names that are nothing but chance, as WeChat gives to the files
 * that it hands out (`tmp_3f…`). Without it such a name stays.
 */
export function shownName(name: string, texts: Messages, made?: number, now = Date.now()): string {
  const found =
    timeInName(name, now) ?? (made !== undefined && isChance(name) ? { time: made, number: 1 } : undefined);
  if (found === undefined) return name;
  return texts.moment(found.time, now) + (found.number > 1 ? ` (${found.number})` : '');
}

/**
 * Only hexadecimal digits, 32 or more (a checksum), a UUID (files that iPhones share), or `tmp_` and letters and digits without a
 * meaning (`wxfile://tmp_…` of WeChat, seen in many threads).
 */
function isChance(name: string): boolean {
  const stem = name.replace(/(\.[a-z\d]{1,8})+$/i, '');
  return /^(?:(?:tmp|wxfile)[_-][a-z\d_-]{16,}|[a-f\d]{32,}|[a-f\d]{8}(?:-[a-f\d]{4}){3}-[a-f\d]{12})$/i.test(
    stem,
  );
}
