import { expectOption } from '../failures/expectOption';
import type { FileSource } from '../files/ChosenFile';

/** What WeChat tells apart. `file` is everything else, and comes from chats only. */
export type FileType = 'image' | 'video' | 'file';

/** `compressed`: as small as WeChat makes them, and another format than HEIC. From chats they come as they are. */
export type MediaQuality = 'original' | 'compressed';

export interface ChooseOptions {
  /** Default `album`. */
  readonly from?: FileSource;
  /**
   * How many at most: 1 to 20 from album and camera, where WeChat before base library 2.25.0 takes 9; 1 to 100 from a chat.
   * Default: as many as WeChat lets.
   */
  readonly count?: number;
  /** At least one. Default: all that come from there. */
  readonly types?: readonly FileType[];
  /** Bytes that each file may have, at least 1. One that has more rejects with `too-large`. Default: any number. */
  readonly maxBytes?: number;
  /** Of pictures and videos from album and camera. Default `original`. */
  readonly quality?: MediaQuality;
}

/** The same with defaults. */
export interface Choice extends Required<ChooseOptions> {
  readonly types: readonly FileType[];
}

/** WeChat: at most. */
const COUNTS: Readonly<Record<FileSource, number>> = { album: 20, camera: 20, chat: 100 };

export function checkChoice({
  from = 'album',
  count,
  types,
  maxBytes = Infinity,
  quality = 'original',
}: ChooseOptions): Choice {
  const known = Object.keys(COUNTS).includes(from);
  expectOption(known, 'chooseFiles: from', from, "'album', 'camera' or 'chat'");
  const most = COUNTS[from];
  const counts = count === undefined || (Number.isInteger(count) && count >= 1 && count <= most);
  expectOption(counts, 'chooseFiles: count', count, `a whole number from 1 to ${most} (${from})`);
  const possible: readonly FileType[] = from === 'chat' ? ['image', 'video', 'file'] : ['image', 'video'];
  const wanted = types ?? possible;
  const fit = wanted.length > 0 && wanted.every((type) => possible.includes(type));
  expectOption(fit, 'chooseFiles: types', types, `some of ${possible.join(', ')} (${from})`);
  expectOption(maxBytes >= 1, 'chooseFiles: maxBytes', maxBytes, 'a number of bytes, at least 1');
  const isQuality = quality === 'original' || quality === 'compressed';
  expectOption(isQuality, 'chooseFiles: quality', quality, "'original' or 'compressed'");
  return { from, count: count ?? most, types: wanted, maxBytes, quality };
}
