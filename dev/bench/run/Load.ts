const KB = 1024;
const MB = 1024 * KB;

/** What is uploaded. */
export interface Load {
  readonly name: string;
  readonly files: number;
  /** Bytes of each. */
  readonly bytes: number;
}

/** By the names that `--load` takes. Those for slow links are small, so that a row takes seconds. */
export const loads = {
  photos: { name: '9 × 2 MB', files: 9, bytes: 2 * MB },
  small: { name: '100 × 100 KB', files: 100, bytes: 100 * KB },
  many: { name: '500 × 100 KB', files: 500, bytes: 100 * KB },
  video: { name: '40 MB', files: 1, bytes: 40 * MB },
  large: { name: '100 MB', files: 1, bytes: 100 * MB },
  thumbs: { name: '9 × 200 KB', files: 9, bytes: 200 * KB },
  tiny: { name: '40 × 20 KB', files: 40, bytes: 20 * KB },
  clip: { name: '3 MB', files: 1, bytes: 3 * MB },
  pair: { name: '2 × 1.5 MB', files: 2, bytes: 1.5 * MB },
} satisfies Record<string, Load>;

export type LoadName = keyof typeof loads;
