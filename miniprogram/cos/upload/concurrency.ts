/** WeChat: requests, uploads and downloads that run at once; the rest wait. */
const WECHAT_AT_ONCE = 10;
/** What uploads leave to lists, thumbnails and downloads. */
const LEFT_TO_PAGES = 2;

/** Parts of one file at a time. */
export const PARTS_AT_ONCE = 2;
/** Files at a time, at most. */
export const MOST_FILES_AT_ONCE = (WECHAT_AT_ONCE - LEFT_TO_PAGES) / PARTS_AT_ONCE;
/** Files at a time. */
export const FILES_AT_ONCE = 3;
