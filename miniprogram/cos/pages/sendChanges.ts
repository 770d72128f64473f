import type { Changes } from '../components/changedPaths';

/** Bytes of JSON in one setData. WeChat refuses 1,024 kB and stutters far below; the paths and brackets are counted in. */
const MOST_BYTES = 60 * 1024;

/**
 * setData in as many pieces as it takes, in the order of the paths. The page is drawn between two of them, so that what
 * is named has to come before what names it. A value is never divided. `drawn` is called after the last piece.
 */
export function sendChanges(
  page: { setData(changes: Changes, drawn?: () => void): void },
  changes: Changes,
  drawn?: () => void,
): void {
  let piece: Record<string, unknown> = {};
  let size = 0;
  for (const [path, value] of Object.entries(changes)) {
    const bytes = utf8Bytes(JSON.stringify({ [path]: value }));
    if (size > 0 && size + bytes > MOST_BYTES) {
      page.setData(piece);
      piece = {};
      size = 0;
    }
    piece[path] = value;
    size += bytes;
  }
  if (size > 0) page.setData(piece, drawn);
}

/** Halves of surrogate pairs count two: four for the pair. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
