import { SourceMap, type SourceMapPayload } from 'node:module';
import type { Program } from '../../messages/Program';

const marker = '//# sourceMappingURL=data:application/json;base64,';

/** What is before the map, the map in base64, and what is after it; undefined for a module without one. */
function cut(code: string): [before: string, map: string, after: string] | undefined {
  // No regular expression, which would go through some MB letter by letter.
  const start = code.lastIndexOf(marker);
  if (start < 0) return undefined;
  const from = start + marker.length;
  const newline = code.indexOf('\n', from);
  const end = newline < 0 ? code.length : newline;
  return [code.slice(0, start), code.slice(from, end), code.slice(end)];
}

/** Stack traces of compiled modules with the lines of their source. `modules` is by path with `.js`. */
export function mapStack(stack: string, modules: Readonly<Record<string, string>>): string {
  return stack.replace(
    /([\w./@-]+)\.ts:(\d+):(\d+)/g,
    (whole, path: string, line: string, column: string) => {
      const encoded = cut(modules[`${path}.js`] ?? '')?.[1];
      if (encoded === undefined) return whole;
      const payload: SourceMapPayload = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
      const entry = new SourceMap(payload).findEntry(Number(line) - 1, Number(column) - 1);
      if (!('originalLine' in entry)) return whole;
      return `${payload.sources[0] ?? path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}

const bare = new WeakMap<Program, Program>();

/** The same to run. The maps are two thirds of a program, and only whoever looks at it in a browser's tools has a use for them. */
export function withoutSourceMaps(program: Program): Program {
  const known = bare.get(program);
  if (known) return known;
  const modules = Object.entries(program.modules).map(([path, code]) => {
    const [before, , after] = cut(code) ?? [code, '', ''];
    return [path, before + after];
  });
  const made = { ...program, modules: Object.fromEntries(modules) };
  bare.set(program, made);
  return made;
}
