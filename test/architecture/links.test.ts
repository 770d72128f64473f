import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** What the documents point to is there: files, folders and headings. */

const root = join(__dirname, '../..');
const skipped = /^(\..*|node_modules|miniprogram_npm|screenshots|dist)$/;

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.test(entry.name) ? [] : documentsIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const withoutCode = (path: string): string =>
  readFileSync(path, 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, '');

const linksOf = (path: string): string[] =>
  [...withoutCode(path).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** As GitHub names the headings of a document. */
const anchorsOf = (path: string): string[] =>
  [...withoutCode(path).matchAll(/^#+ +(.*)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

const documents = documentsIn(root);

test('every link of a document leads somewhere', () => {
  expect(documents.length).toBeGreaterThan(15);
  const broken = documents.flatMap((path) =>
    linksOf(path)
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : join(dirname(path), decodeURI(file));
        if (!existsSync(target)) return true;
        return anchor !== undefined && !anchorsOf(target).includes(decodeURI(anchor));
      })
      .map((link) => `${relative(root, path)}: ${link}`),
  );
  expect(broken).toEqual([]);
});

const pages = documents.filter((path) => dirname(path) === join(root, 'docs') && !path.endsWith('.zh-CN.md'));

test.each(pages.map((path) => [basename(path), path]))(
  'docs/%s says the same in both languages',
  (_, path) => {
    const chinese = path.replace(/\.md$/, '.zh-CN.md');
    const files = (of: string) =>
      linksOf(of)
        .map((link) => link.replace(/#.*/, '').replace('.zh-CN.md', '.md'))
        .filter((file) => file !== basename(path));
    expect(files(chinese)).toEqual(files(path));
    expect(anchorsOf(chinese)).toHaveLength(anchorsOf(path).length);
  },
);
