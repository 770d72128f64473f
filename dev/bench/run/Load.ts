const KB = 1024;
const MB = 1024 * KB;

/** What is uploaded. */
export interface Load {
  readonly name: string;
  readonly files: number;
  /** Bytes of each. */
  readonly bytes: number;
}

/** By the names that `--load` takes. */
export const loads = {
  photos: { name: '9 × 2 MB', files: 9, bytes: 2 * MB },
  small: { name: '100 × 100 KB', files: 100, bytes: 100 * KB },
  many: { name: '500 × 100 KB', files: 500, bytes: 100 * KB },
  video: { name: '40 MB', files: 1, bytes: 40 * MB },
  large: { name: '100 MB', files: 1, bytes: 100 * MB },
  thumbs: { name: '9 × 200 KB', files: 9, bytes: 200 * KB },
  clip: { name: '4 MB', files: 1, bytes: 4 * MB },
  tiny: { name: '40 × 20 KB', files: 40, bytes: 20 * KB },
  mix: { name: '20 × 200 KB', files: 20, bytes: 200 * KB },
} satisfies Record<string, Load>;
