/** Bytes of 1 KB, as WeChat counts them. */
export const KILOBYTE = 1024;

/** What a package may have, in bytes as WeChat compiles it. WeChat itself takes 2 MB. */
export const budgets = {
  main: 60 * KILOBYTE,
  cos: {
    /** Just above what it has, so that a change that costs much is seen. Half of it are the four pages and their texts. */
    own: 383 * KILOBYTE,
    withSdk: 650 * KILOBYTE,
  },
  /** Own code of what somebody takes without our pages, by `npm run copy -- --only`. */
  pieces: {
    upload: 200 * KILOBYTE,
    save: 200 * KILOBYTE,
    'upload,save': 200 * KILOBYTE,
    /** A page's worth of tiles, questions and texts. */
    'cos-uploader': 245 * KILOBYTE,
  },
} as const;
