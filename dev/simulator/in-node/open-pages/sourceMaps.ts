import { SourceMap, type SourceMapPayload } from 'node:module';
import type { Program } from '../../messages/Program';

const inlineMap = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)$/m;

/** Stack traces of compiled modules with the lines of their source. `modules` is by path with `.js`. */
export function mapStack(stack: string, modules: Readonly<Record<string, string>>): string {
  return stack.replace(
    /([\w./@-]+)\.ts:(\d+):(\d+)/g,
    (whole, path: string, line: string, column: string) => {
      const encoded = inlineMap.exec(modules[`${path}.js`] ?? '')?.[1];
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
  const modules = Object.entries(program.modules).map(([path, code]) => [path, code.replace(inlineMap, '')]);
  const made = { ...program, modules: Object.fromEntries(modules) };
  bare.set(program, made);
  return made;
}
