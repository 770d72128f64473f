import type { ObjectKind, StoredObject } from '../../flows/StoredObject';
import { dayId } from '../../i18n/calendar';
import type { Messages } from '../../i18n/messages';
import { shortenName } from '../../i18n/shortenName';

/** Plain data, so that it can go through setData. */
export interface DayView {
  readonly id: string;
  readonly title: string;
  readonly tiles: readonly TileView[];
}

export interface TileView {
  /** The object's key. */
  readonly id: string;
  /** Names the tile's place in `thumbnails`: a path of setData cannot hold a key. */
  readonly slot: string;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly extension: string;
  readonly label: string;
}

/** Columns of Latin letters: three lines of a tile. */
const NAME_COLUMNS = 36;

/** Keeps the order. `now` in milliseconds since 1970. */
export function groupByDay(
  objects: readonly StoredObject[],
  slotOf: (key: string) => string,
  texts: Messages,
  now: number,
): DayView[] {
  const days: { id: string; title: string; tiles: TileView[] }[] = [];
  const times = new Map<string, number>();
  let last: string | undefined;
  for (const object of objects) {
    const date = dayId(object.modified);
    let day = days[days.length - 1];
    if (day === undefined || date !== last) {
      const time = (times.get(date) ?? 0) + 1;
      times.set(date, time);
      // Files that came another way are in order of name, so that a day may come back: two of one id are one to WeChat.
      const id = time === 1 ? date : `${date} ${time}`;
      day = { id, title: texts.day(object.modified, now), tiles: [] };
      days.push(day);
      last = date;
    }
    day.tiles.push({
      id: object.key,
      slot: slotOf(object.key),
      kind: object.kind,
      name: shortenName(object.name, NAME_COLUMNS),
      extension: object.extension.toUpperCase(),
      label: texts.gallery.tile(object.kind, object.name),
    });
  }
  return days;
}
