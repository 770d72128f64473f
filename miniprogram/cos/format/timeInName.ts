/** When a file was made, from the name that a phone or an app gave it. */
export interface TimeInName {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Of several of one second; 1 for the only one. */
  readonly number: number;
}

/**
 * What comes before the time, who writes it, and from where that is known:
 * - `IMG_`, `VID_`: Android's camera (FileNamer.java of AOSP: `'IMG'_yyyyMMdd_HHmmss`, and `_1` for the next of that second),
 *   with or without thousandths Xiaomi's, Huawei's, Honor's, vivo's; `mediaNames` of this folder.
 * - `IMG`, `VID` without a line: OPPO, OnePlus, realme (`IMG20261123235637.jpg`).
 * - `PXL_`: Pixels, in universal time, with thousandths (`PXL_20201005_180522322.jpg`).
 * - `MVIMG_`, `PANO_`: motion pictures and panoramas of Google's camera. `SVID_`, `Screenrecorder-`, `Record_`: films of the screen.
 * - `Screenshot_`: Android (`Screenshot_20261123-235637.png`), Samsung and Huawei (`…_235637_com.tencent.mm.jpg`), Xiaomi and OPPO
 *   (`Screenshot_2026-11-23-23-56-37-123_com.tencent.mm.png`). What follows is the app that it shows.
 * - Nothing: Samsung's camera (`20261123_235637.jpg`). With a line between day and time only: fourteen digits may be an order's.
 *
 * Seen in public collections of such names and in programs that sort pictures by them; tried on no phone. `IMG_0042.HEIC` of an iPhone,
 * `DSC_0001.JPG` of a camera and WhatsApp's `IMG-20261123-WA0007.jpg` tell no time of day.
 */
const CALENDAR =
  /^(?:(img|vid|pano|mvimg|svid|pxl|screenshot|screenrecorder|record)[_-]?)?(\d{4})(-?)(\d\d)\3(\d\d)([_-]?)(\d\d)(-?)(\d\d)\8(\d\d)(.*)$/i;

/** WeChat for Android: what is saved from a chat, and what its own camera takes. Milliseconds since 1970. */
const WECHAT = /^(?:mmexport|wx_camera_|microMsg\.)(\d{13})(.*)$/i;

/** After the seconds: thousandths, which of that second, ` (1)` of a second download. Anything else are a person's words. */
const REST = /^[_-]?(?:\d{3})?(?:_(\d{1,2}))?(?: ?\((\d{1,2})\))?$/;

/** WeChat is of January 2011, and no phone's camera that names its files so is much older. */
const EARLIEST = Date.UTC(2008, 0, 1);
const DAY = 86_400_000;

/**
 * Undefined when the name tells no time, or one that can't be: the 31st of June, the year 1970, the day after tomorrow.
 *
 * @param name without a folder, with or without its extension
 * @param now milliseconds since 1970
 */
export function timeInName(name: string, now = Date.now()): TimeInName | undefined {
  const stem = name.replace(/\.[a-z\d]{1,8}$/i, '');
  const found = inMilliseconds(stem) ?? inCalendar(stem);
  return found && found.time >= EARLIEST && found.time <= now + DAY ? found : undefined;
}

function inMilliseconds(stem: string): TimeInName | undefined {
  const [, time, rest = ''] = WECHAT.exec(stem) ?? [];
  const number = numberIn(rest);
  return time === undefined || number === undefined ? undefined : { time: Number(time), number };
}

function inCalendar(stem: string): TimeInName | undefined {
  const [, prefix, year, , month, day, between, hour, , minute, second, rest = ''] =
    CALENDAR.exec(stem) ?? [];
  if (year === undefined || (prefix === undefined && between === '')) return undefined;
  const isScreen = prefix !== undefined && /^screenshot$/i.test(prefix);
  const number = isScreen && /^([_-]|$)/.test(rest) ? 1 : numberIn(rest);
  if (number === undefined) return undefined;
  const fields = [year, month, day, hour, minute, second].map(Number) as Fields;
  const time = /^pxl$/i.test(prefix ?? '') ? universal(fields) : local(fields);
  return time === undefined ? undefined : { time, number };
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** Undefined when the calendar has no such time: `Date` would make the 1st of July of the 31st of June. */
function local([year, month, day, hour, minute, second]: Fields): number | undefined {
  const date = new Date(year, month - 1, day, hour, minute, second);
  const isThat =
    date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60 && second < 60;
  return isThat ? date.getTime() : undefined;
}

function universal([year, month, day, hour, minute, second]: Fields): number | undefined {
  const isThat = local([year, month, day, 12, minute, second]) !== undefined && hour < 24;
  return isThat ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

function numberIn(rest: string): number | undefined {
  const found = REST.exec(rest);
  return found === null ? undefined : Number(found[1] ?? found[2] ?? 1);
}
