declare global {
  /** Set by `npm run test:long`, with jest's --globals. */
  var wide: boolean | undefined;
}

/**
 * `npm run test:long` asks for all: each script in each browser and each language, and every case of the property tests.
 * `npm test` has two and a half minutes, and takes of what is alike the case that finds most.
 */
export const isWide = globalThis.wide === true;

/** Cases of a property test. */
export const cases = (all: number): number => (isWide ? all : Math.ceil(all / 5));
