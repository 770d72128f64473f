import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { circles, readGraph, writtenGraph } from './support/readGraph';

/** The folder cos: what its README says of it, and who knows whom. */

const cos = join(__dirname, '../../miniprogram/cos');

/** By folder; the files that lie in cos itself by their names. */
const graph = readGraph(cos, (file) =>
  file.includes('miniprogram_npm') ? undefined : file.split('/')[0]?.replace(/\.d$/, ''),
);
const folders = [...graph].filter(
  ([name]) => !['index', 'createFlows', 'config', 'keys', 'actions', 'contentTypes'].includes(name),
);

test('no folder knows one that knows it', () => {
  expect(circles(graph)).toEqual([]);
});

test.each(['README.md', 'README.zh-CN.md'])('folders know those that %s says', (name) => {
  const readme = readFileSync(join(cos, name), 'utf8');
  const real = folders.map(([folder, known]) => [folder, [...known].sort()]);
  expect(writtenGraph(readme)).toEqual(Object.fromEntries(real));
});

test('nobody calls `finally` of a promise: task/withEnd.ts says why', () => {
  const sources = readdirSync(cos, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const calling = sources.filter((path) => /\.finally\(/.test(readFileSync(join(cos, path), 'utf8')));
  expect(calling).toEqual([]);
});
