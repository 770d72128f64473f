import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The pictures of the documents: each that is named is there, in the document's language, and each that is there is named. */

const root = join(__dirname, '../..');
const folder = join(root, 'dev/pictures');
const MAX_BYTES = 150_000;

const documents = [
  ...readdirSync(root).map((name) => join(root, name)),
  ...readdirSync(join(root, 'docs')).map((name) => join(root, 'docs', name)),
].filter((path) => path.endsWith('.md'));

interface Picture {
  readonly file: string;
  readonly alt: string;
}

/** `![alt](file)`, or `<img src="file" width="400" alt="alt">` for one that is shown smaller than it is. */
function picturesOf(document: string): Picture[] {
  const text = readFileSync(document, 'utf8');
  const plain = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, alt = '', src = '']) => ({
    alt,
    src,
  }));
  const sized = [...text.matchAll(/<img src="([^"]+)" width="\d+" alt="([^"]+)">/g)].map(
    ([, src = '', alt = '']) => ({ alt, src }),
  );
  expect([document, text.match(/<img/g)?.length ?? 0]).toEqual([document, sized.length]);
  return [...plain, ...sized].map(({ alt, src }) => ({ alt, file: join(dirname(document), src) }));
}

const named = new Map(documents.map((document) => [document, picturesOf(document)]));
/** Without words of one language. */
const forBoth = new Set(['uploads.svg', 'before-and-after.webp'].map((name) => join(folder, name)));

test('each that is named is there, says what is on it, and is in the language of the document', () => {
  const wrong = [...named].flatMap(([document, pictures]) =>
    pictures
      .filter(({ file, alt }) => {
        const isChinese = document.endsWith('.zh-CN.md');
        const fits = forBoth.has(file) || file.includes('.zh-CN.') === isChinese;
        return !existsSync(file) || alt.length < 8 || !fits;
      })
      .map(({ file }) => `${relative(root, document)}: ${relative(root, file)}`),
  );
  expect(wrong).toEqual([]);
});

test('each that is there is named, and small', () => {
  const all = new Set([...named.values()].flat().map(({ file }) => file));
  const files = readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => join(folder, name));
  expect(files.filter((file) => !all.has(file))).toEqual([]);
  expect(files.filter((file) => statSync(file).size > MAX_BYTES)).toEqual([]);
});

test('both languages show the same', () => {
  for (const [document, pictures] of named) {
    const chinese = named.get(document.replace(/\.md$/, '.zh-CN.md'));
    if (!chinese) continue;
    const names = (of: Picture[]) => of.map(({ file }) => relative(folder, file).replace('.zh-CN', ''));
    expect([document, names(chinese)]).toEqual([document, names(pictures)]);
  }
});
