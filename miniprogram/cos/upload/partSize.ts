const MB = 1024 * 1024;

/**
 * Up to this many bytes a file goes up in one request. WeChat ends a request after 60 s, so that one of 4 MB needs
 * 70 kB/s.
 */
export const SINGLE_REQUEST_BYTES = 4 * MB;

/** More parts than this and the requests themselves cost more than what a failed part loses. */
const PARTS = 200;

/** Bytes of each part but the last: the least that COS takes is 1 MB, and a part has to be sent within 60 s too. */
export function partSize(fileBytes: number): number {
  return Math.max(1, Math.ceil(fileBytes / PARTS / MB)) * MB;
}
