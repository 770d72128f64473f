import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from '../../package.json';

interface Installed {
  readonly engines?: { readonly node?: string };
}

test('package.json asks for a Node.js with which each package that is installed works', () => {
  const lock = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8');
  const packages: Readonly<Record<string, Installed>> = JSON.parse(lock).packages;
  const minor = (range = ''): number => Number(/(?:>=|\^|~)\s*20\.(\d+)/.exec(range)?.[1] ?? 0);
  const newer = Object.entries(packages).filter(([, its]) => minor(its.engines?.node) > minor(engines.node));
  expect(newer.map(([path, its]) => [path, its.engines?.node])).toEqual([]);
});
