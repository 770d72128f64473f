import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const dev = join(__dirname, '../../dev');

/** The folders that a folder's files import from. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const IMPORT = /^(?:import|export)\b[^'"]*?from '(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm;

/** @param nameOf what a folder below `dev` counts as; undefined for what does not count. */
function readGraph(nameOf: (folder: string) => string | undefined): Graph {
  const graph = new Map<string, Set<string>>();
  for (const file of readdirSync(dev, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    const from = nameOf(dirname(file));
    if (from === undefined) continue;
    const known = graph.get(from) ?? new Set();
    graph.set(from, known);
    for (const [, named, dynamic] of readFileSync(join(dev, file), 'utf8').matchAll(IMPORT)) {
      const to = nameOf(normalize(dirname(join(dirname(file), named ?? dynamic ?? ''))));
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return graph;
}

/** The folders that come back to themselves, with the way. */
function circles(graph: Graph): string[] {
  const waysFrom = (folder: string, way: readonly string[]): string[] =>
    [...(graph.get(folder) ?? [])].flatMap((next) => {
      if (next === way[0]) return [[...way, next].join(' → ')];
      return way.includes(next) ? [] : waysFrom(next, [...way, next]);
    });
  return [...graph.keys()].flatMap((folder) => waysFrom(folder, [folder]));
}

/** What a part's own files count as. */
const ITSELF = '(itself)';

/** Inside one folder of dev/, by the folder directly in it. */
const inside = (part: string) => (folder: string) => {
  const [first = ITSELF] = folder.slice(part.length + 1).split(sep);
  return folder === part || folder.startsWith(part + sep) ? first || ITSELF : undefined;
};

const parts = readdirSync(dev, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each([...parts, join('simulator', 'in-node'), join('simulator', 'in-page')])(
  'no folder of dev/%s knows one that knows it',
  (part) => {
    expect(circles(readGraph(inside(part)))).toEqual([]);
  },
);

test('no part of dev/ knows one that knows it', () => {
  const graph = readGraph((folder) => (folder === '.' ? undefined : folder.split(sep)[0]));
  expect(graph.size).toBeGreaterThan(parts.length / 2);
  expect(circles(graph)).toEqual([]);
});

test('the folders of the COS server know those that its README says', () => {
  const readme = readFileSync(join(dev, 'cos-server/README.md'), 'utf8');
  const written = [...readme.matchAll(/^\| `(\w+)\/` *\|[^|]*\| *([^|]*?) *\|$/gm)].map(
    ([, folder = '', names = '']) => [folder, names === '' ? [] : names.split(', ').sort()],
  );
  const graph = [...readGraph(inside('cos-server'))].filter(([folder]) => folder !== ITSELF);
  const real = graph.map(([folder, known]) => [folder, [...known].sort()]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(real));
});

test('a circle is found', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c', 'd'])],
    ['c', new Set(['a'])],
    ['d', new Set<string>()],
  ]);
  expect(circles(graph)).toEqual(['a → b → c → a', 'b → c → a → b', 'c → a → b → c']);
});
