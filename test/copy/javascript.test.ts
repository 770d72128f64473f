import { asCommonJs } from '../../dev/copy/javascript/asCommonJs';
import { withoutTypes } from '../../dev/copy/javascript/withoutTypes';

/** TypeScript as JavaScript; the formatter puts the rest of the layout right. */

test('comments and empty lines stay, types and their comments go', () => {
  const source = `import { a } from './a';
import type { B } from './b';
import { c, type D } from './c';

/** Of a type. */
export interface E {
  readonly f: string;
}

/** Of a value. */
export const g: E = { f: a(c) };

// Goes on.

export type { D } from './c';

// Stays.

/** Of a class. */
export class H {
  /** Of a field. */
  private readonly i = new Map<string, B>();

  constructor(private readonly j: E) {}
}
`;
  const text = withoutTypes(source)?.replace(/[ \t]+/g, ' ');
  expect(text).toBe(`import { a } from './a';
import { c, } from './c';

/** Of a value. */
export const g = { f: a(c) };

// Stays.

/** Of a class. */
export class H {
 /** Of a field. */
 i = new Map();

 constructor( j) { this.j = j;}
}
`);
});

test('a module of types alone is none', () => {
  expect(
    withoutTypes("import type { A } from './a';\n\n/** Of a type. */\nexport type B = A;\n"),
  ).toBeUndefined();
});

test('modules are CommonJS, which every setting of WeChat takes', () => {
  const source = `import A from 'a';
import { b, c as d } from './b';

// Again.

export { b } from './b';
export { e, f } from './e';

export const g = A(d);

export async function h() {}
`;
  expect(asCommonJs(source)).toBe(`const A = require('a');
const { b, c: d } = require('./b');

// Again.


const { e, f } = require('./e');

const g = A(d);

async function h() {}

module.exports = {
  b,
  e,
  f,
  g,
  h,
};
`);
  expect(() => asCommonJs("export * from './a';\n")).toThrow(/not known: export \*/);
});
