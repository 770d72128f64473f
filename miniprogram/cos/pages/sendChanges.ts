import type { Changes } from '../components/changedPaths';
import { inPieces } from './inPieces';

/** Bytes of JSON in one setData. WeChat refuses 1,024 kB and stutters far below. */
const MOST_BYTES = 60 * 1024;

/** setData in as many pieces as it takes. `drawn` is called after the last piece. */
export function sendChanges(
  page: { setData(changes: Changes, drawn?: () => void): void },
  changes: Changes,
  drawn?: () => void,
): void {
  const pieces = inPieces(changes, MOST_BYTES);
  pieces.forEach((piece, at) => {
    page.setData(piece, at === pieces.length - 1 ? drawn : undefined);
  });
}
