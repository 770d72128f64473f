import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scripts } from '../../package.json';

/** What those who change this template are told to run, to open and to expect is there. */

const root = join(__dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
/** Made by a command that they name. */
const made = /^test\/screenshots\//;

describe.each(['AGENTS.md', 'CONTRIBUTING.md'])('%s', (guide) => {
  const text = read(guide);
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);

  test('each command is one of package.json', () => {
    const named = [...text.matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)].map(
      ([, run, own]) => run ?? own,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !Object.hasOwn(scripts, name ?? ''))).toEqual([]);
  });

  test('each file and folder is there', () => {
    const named = quoted
      .map((words) => words.replace(/^npx jest /, ''))
      .filter(
        (words) => /^(miniprogram|cloudfunctions|dev|test|docs)\/[\w./-]+$/.test(words) && !made.test(words),
      );
    expect(named.length).toBeGreaterThan(5);
    // `npx jest` takes a test by the beginning of its name.
    const missing = named.filter(
      (path) => ![path, `${path}.test.ts`].some((one) => existsSync(join(root, one))),
    );
    expect(missing).toEqual([]);
  });
});

test('what the linter says to a coding agent is what it says', () => {
  const [, table = ''] = read('AGENTS.md').split('## Mistakes that many make');
  const said = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, words = '']) => words);
  const rules = said.filter((words) => /imports|meets/.test(words));
  expect(rules).toHaveLength(2);
  expect(rules.filter((rule) => !read('biome.json').includes(rule))).toEqual([]);
});
