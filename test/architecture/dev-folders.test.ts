import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { circles, readGraph, writtenGraph } from './support/readGraph';

const dev = join(__dirname, '../../dev');

/** By folder: what a folder below `dev` counts as. */
const byFolder = (nameOf: (folder: string) => string | undefined) =>
  readGraph(dev, (file) => nameOf(dirname(file)));

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
    expect(circles(byFolder(inside(part)))).toEqual([]);
  },
);

test('no part of dev/ knows one that knows it', () => {
  const graph = byFolder((folder) => (folder === '.' ? undefined : folder.split(sep)[0]));
  expect(graph.size).toBeGreaterThan(parts.length / 2);
  expect(circles(graph)).toEqual([]);
});

test('the folders of the COS server know those that its README says', () => {
  const readme = readFileSync(join(dev, 'cos-server/README.md'), 'utf8');
  const graph = [...byFolder(inside('cos-server'))].filter(([folder]) => folder !== ITSELF);
  const real = graph.map(([folder, known]) => [folder, [...known].sort()]);
  expect(writtenGraph(readme)).toEqual(Object.fromEntries(real));
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
