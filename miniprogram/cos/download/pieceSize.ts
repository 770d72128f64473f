const KB = 1024;
const MB = 1024 * KB;

/** What comes in so many seconds comes in one request: a break costs no more. */
const SECONDS = 8;
const ONE_REQUEST = { least: 512 * KB, most: 8 * MB };
/** Of a larger one a break costs a quarter of that. */
const SHARE = 4;

/** Pieces that are on their way or wait to be joined. */
export const PIECES_AT_ONCE = 6;

/**
 * Bytes of each piece of an object of `size` bytes on a link of `rate` bytes a second; `size` when it comes in one request. Small
 * pieces are no slower than large ones as long as several are on their way, and WeChat ends a request after 60 s.
 */
export function pieceSize(size: number, rate: number): number {
  const one = Math.min(ONE_REQUEST.most, Math.max(ONE_REQUEST.least, SECONDS * rate));
  return size <= one ? size : Math.floor(one / SHARE);
}
