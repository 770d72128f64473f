import { hasPicture } from '../../components/cos-image/PictureUrls';
import { playTime } from '../../format/playTime';
import { shortenName } from '../../format/shortenName';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { shownName } from '../../i18n/shownName';
import type { ObjectKind, StoredObject } from '../../index';

/** What one tile shows; plain data, so that it can go through setData. */
export interface TileView {
  /** The object's. */
  readonly key: string;
  readonly kind: ObjectKind;
  /** Cut to fit. */
  readonly name: string;
  /** Upper case, '' when there is none. */
  readonly extension: string;
  readonly label: string;
  /** Its picture fills the tile, unless that is lost. */
  readonly pictured: boolean;
  /** How long a video plays, as `0:12`; '' when that is not known. */
  readonly playTime: string;
  /** A URL; '' as long as there is none. */
  readonly thumbnail: string;
  /** There is no picture to wait for. */
  readonly lost: boolean;
  /** A person has marked it. */
  readonly selected: boolean;
}

/** Columns of Latin letters: three lines of a tile. */
const NAME_COLUMNS = 36;

export function tileView(
  object: StoredObject,
  picture: Pick<TileView, 'thumbnail' | 'lost'>,
  selected: boolean,
  texts: ScreenMessages,
): TileView {
  const { key, kind, name, modified, extension, cover } = object;
  const time = cover?.seconds === undefined ? '' : playTime(cover.seconds);
  const shown = shownName(name, texts, modified);
  return {
    key,
    kind,
    name: shortenName(shown, NAME_COLUMNS),
    extension: extension.toUpperCase(),
    label: texts.gallery.tile(kind, shown, time),
    pictured: hasPicture(object) || picture.thumbnail !== '',
    playTime: time,
    ...picture,
    selected,
  };
}
