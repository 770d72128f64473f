import { extensionOf } from './extensionOf';

const ELLIPSIS = '…';
/** How many columns of the stem stay before the extension. */
const TAIL_COLUMNS = 4;

/**
 * Cuts a file name in the middle, so that both its start and its extension stay. `columns` is the room in
 * Latin letters; a Chinese character, a full-width sign or an emoji takes two.
 */
export function shortenName(name: string, columns: number): string {
  if (widthOf(name) <= columns) return name;
  const { length } = extensionOf(name);
  const stem = length === 0 ? name : name.slice(0, -length - 1);
  const tail = takeFromEnd(stem, TAIL_COLUMNS) + name.slice(stem.length);
  const head = takeFromStart(stem, columns - widthOf(tail) - 1);
  return head + ELLIPSIS + tail;
}

function takeFromStart(text: string, columns: number): string {
  let taken = '';
  let width = 0;
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    taken += character;
  }
  return taken;
}

function takeFromEnd(text: string, columns: number): string {
  let taken = '';
  let width = 0;
  for (const character of [...text].reverse()) {
    width += columnsOf(character);
    if (width > columns) break;
    taken = character + taken;
  }
  return taken;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** From U+1100 (Hangul, the first wide block) on; the narrow ones above it are rare in file names. */
function columnsOf(character: string): 1 | 2 {
  return character >= 'ᄀ' ? 2 : 1;
}
