import type { Changes } from '../components/changedPaths';

/**
 * Changes in as many pieces as it takes, in the order of their paths, none larger than this; a value is never divided. The
 * page is drawn between two of them, so that what is named has to come before what names it.
 *
 * @param most bytes of JSON, paths and brackets counted in.
 */
export function inPieces(changes: Changes, most: number): readonly Changes[] {
  const pieces: Record<string, unknown>[] = [];
  let size = 0;
  for (const [path, value] of Object.entries(changes)) {
    const bytes = bytesOf({ [path]: value });
    size += bytes;
    const last = pieces[pieces.length - 1];
    if (last !== undefined && size <= most) {
      last[path] = value;
    } else {
      pieces.push({ [path]: value });
      size = bytes;
    }
  }
  return pieces;
}

/** Of JSON, in UTF-8, as WeChat counts. */
export function bytesOf(changes: Changes): number {
  return utf8Bytes(JSON.stringify(changes));
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
