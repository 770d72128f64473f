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
