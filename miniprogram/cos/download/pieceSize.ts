/** Pieces of a file that are on their way or wait to be joined. */
export const PIECES_AT_ONCE = 4;

const MB = 1024 * 1024;
/** Bytes. In one request a break costs no more than a piece and a half. */
const IN_ONE_REQUEST = 6 * MB;
const PIECE = 4 * MB;

/** Bytes of each piece of an object of `size` bytes; `size` when it comes in one. */
export function pieceSize(size: number): number {
  return size <= IN_ONE_REQUEST ? size : PIECE;
}
