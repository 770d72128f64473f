import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** What the files of something import from, by the names that these things have. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const IMPORT = /^(?:import|export)\b[^'"]*?from '(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm;

/** @param nameOf what a file below `root`, by its path without an ending, counts as; undefined for what does not count. */
export function readGraph(root: string, nameOf: (file: string) => string | undefined): Graph {
  const graph = new Map<string, Set<string>>();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    const from = nameOf(file.replace(/\.tsx?$/, ''));
    if (from === undefined) continue;
    const known = graph.get(from) ?? new Set();
    graph.set(from, known);
    for (const [, named, dynamic] of readFileSync(join(root, file), 'utf8').matchAll(IMPORT)) {
      const to = nameOf(normalize(join(dirname(file), named ?? dynamic ?? '')));
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return graph;
}

/** Those that come back to themselves, with the way. */
export function circles(graph: Graph): string[] {
  const waysFrom = (name: string, way: readonly string[]): string[] =>
    [...(graph.get(name) ?? [])].flatMap((next) => {
      if (next === way[0]) return [[...way, next].join(' → ')];
      return way.includes(next) ? [] : waysFrom(next, [...way, next]);
    });
  return [...graph.keys()].flatMap((name) => waysFrom(name, [name]));
}

/** What a README says who knows whom: rows of a table, a folder first, those that it knows last. */
export function writtenGraph(readme: string): Record<string, string[]> {
  const rows = readme.matchAll(/^\| `([\w-]+)\/` *\|[^|]*\| *([^|]*?) *\|$/gm);
  return Object.fromEntries(
    [...rows].map(([, folder = '', names = '']) => [folder, names === '' ? [] : names.split(', ').sort()]),
  );
}
