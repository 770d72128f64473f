const MB = 1024 * 1024;

/** A form that breaks is sent again from its beginning. */
const MOST_FORM = 4 * MB;
/** COS takes no smaller part, but for the last one. */
const LEAST_PART = MB;
/** More parts than this and the requests themselves cost more than what a failed part loses. */
const PARTS = 200;

/** Up to this many bytes a file goes up in one request: what the link carries in little more than a second. `rate`: bytes a second. */
export function formLimit(rate: number): number {
  return Math.min(MOST_FORM, Math.max(LEAST_PART, 1.25 * rate));
}

/**
 * Bytes of each part but the last: as small as may be, because larger ones are no faster on any link, lose more when one
 * breaks, and take more memory. WeChat ends a request after 60 s, so that a part needs 20 kB/s, and a file of many
 * gigabytes more.
 */
export function partSize(fileBytes: number): number {
  return Math.max(1, Math.ceil(fileBytes / PARTS / LEAST_PART)) * LEAST_PART;
}
