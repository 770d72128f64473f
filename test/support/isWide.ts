declare global {
  /** Set by `npm run test:long`, with jest's --globals. */
  var wide: boolean | undefined;
}

/** `npm run test:long` asks for all; `npm test` has two and a half minutes. What belongs where: test/README.md. */
export const isWide = globalThis.wide === true;

/** Cases of a property test. */
export const cases = (all: number): number => (isWide ? all : Math.ceil(all / 5));

/** Rows of a table: all of them, or in `npm test` those that are no variation of another one. */
export const fewOf = <Row>(all: readonly Row[], isKept: (row: Row) => boolean): readonly Row[] =>
  isWide ? all : all.filter(isKept);

/** A test that `npm test` leaves out, and says so: a variation of one that it has. */
export const testWide: jest.It = isWide ? test : test.skip;

/** The same of several tests; what they would set up is left out too. */
export const describeWide: jest.Describe = isWide ? describe : (describe.skip as jest.Describe);
