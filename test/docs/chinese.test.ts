import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Markdown makes of Chinese, which has no spaces: stars that stay stars, and spaces where a line ends. */

const root = join(__dirname, '../..');
const documents = [
  'README.zh-CN.md',
  'miniprogram/cos/README.zh-CN.md',
  'cloudfunctions/cos-credentials/README.zh-CN.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.zh-CN.md') ? [`docs/${name}`] : [])),
];

const withoutCode = (text: string): string =>
  text
    .replace(/^ *```[\s\S]*?^ *```/gm, '')
    .replace(/^ {4}.*$/gm, '')
    .replace(/`[^`]*`/g, 'code');
const isMark = (character: string): boolean => /[\p{P}\p{S}]/u.test(character);
const isSpace = (character: string): boolean => character === '' || /\s/.test(character);

/** Stars that can neither open nor close (CommonMark 6.2): beside a letter outside and a punctuation mark inside. */
function deadStars(paragraph: string): string[] {
  let open = false;
  return [...paragraph.matchAll(/\*+/g)].flatMap(({ 0: stars, index }) => {
    const [before, after] = [paragraph.charAt(index - 1), paragraph.charAt(index + stars.length)];
    const [inside, outside] = open ? [before, after] : [after, before];
    open = !open;
    const works = !isSpace(inside) && (!isMark(inside) || isSpace(outside) || isMark(outside));
    return works ? [] : [paragraph.slice(Math.max(0, index - 12), index + 12)];
  });
}

test.each(documents)('%s: what is in stars is emphasized', (path) => {
  const text = withoutCode(readFileSync(join(root, path), 'utf8'));
  expect(text.split(/\n\s*\n|\n(?=\||- )/).flatMap(deadStars)).toEqual([]);
});

test.each(documents)(
  '%s: no line ends between two Chinese characters, where a browser puts a space',
  (path) => {
    const text = withoutCode(readFileSync(join(root, path), 'utf8'));
    expect(
      text.match(/.{0,10}[\u3000-\u9fff\uff00-\uffef]\n *[\u3000-\u9fff\uff00-\uffef].{0,10}/g),
    ).toBeNull();
  },
);
