import { transform } from 'sucrase';
import { withoutEmptySections } from '../source/withoutEmptySections';

/** What the types leave behind, and what comes in its place. */
const traces: [RegExp, string][] = [
  [/^\/\/\/ <reference .*\n/gm, ''],
  // `export type { … } from` leaves its semicolon, a parameter property an empty statement before its assignment.
  [/^;$/gm, ''],
  [/\{;this\./g, '{ this.'],
  // The comment of an interface: no other is followed by an empty line, save a longer one of the whole file.
  [/(?<=\n)\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n(?=[ \t]*\n)/g, ''],
  [/^\/\*\*.*\*\/\n(?=[ \t]*\n)/, ''],
  [/(?<=^import [^;]*;)\n\s*\n(?=import )/gm, '\n'],
];

/**
 * A TypeScript module as JavaScript, with its comments and its lines as they were; the layout within a line is left to a
 * formatter. Undefined when nothing is left: it had types alone.
 */
export function withoutTypes(source: string): string | undefined {
  const { code } = transform(source, { transforms: ['typescript'], disableESTransforms: true });
  const text = traces.reduce((rest, [trace, put]) => rest.replace(trace, put), code.trimStart());
  if (text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').trim() === '') return undefined;
  return withoutEmptySections(text);
}
