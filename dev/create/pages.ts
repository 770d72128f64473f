import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonText } from '../JsonText';

/** The pages of the subpackage, each with those that it opens. */
const opens = {
  gallery: ['transfers', 'object'],
  transfers: ['object'],
  object: ['gallery'],
  doctor: [],
} as const satisfies Record<string, readonly string[]>;

export type PageName = keyof typeof opens;

export const allPages = Object.keys(opens) as PageName[];

/** Home opens it. */
const FIRST: PageName = 'gallery';

/** With commas. The pages and all that they open, in the order of app.json. Throws a name that there is not. */
export function pagesFrom(text: string): readonly PageName[] {
  const waiting: PageName[] = [FIRST];
  for (const name of text.split(',')) {
    if (!Object.hasOwn(opens, name)) {
      throw new Error(`--pages ${name}: there is no such page. There are ${allPages.join(', ')}.`);
    }
    waiting.push(name as PageName);
  }
  const found = new Set<PageName>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...opens[name]);
  }
  return allPages.filter((name) => found.has(name));
}

/** The lines of markup that lead to a page, by their class. */
const ways: Readonly<Partial<Record<PageName, readonly { file: string; class: string }[]>>> = {
  doctor: [
    { file: 'pages/home/home.wxml', class: 'open-doctor' },
    { file: 'cos/components/failure-card/failure-card.wxml', class: 'failure-doctor' },
  ],
};

/** Takes the other pages out of a Mini Program: their folders, their lines in app.json, and the ways to them. */
export async function keepPages(miniprogram: string, wanted: readonly PageName[]): Promise<void> {
  const gone = allPages.filter((name) => !wanted.includes(name));
  if (gone.length === 0) return;
  for (const name of gone) {
    await rm(join(miniprogram, 'cos/pages', name), { recursive: true });
    for (const way of ways[name] ?? []) await withoutLine(join(miniprogram, way.file), way.class);
  }
  const file = join(miniprogram, 'app.json');
  const app = new JsonText<{ subpackages: { pages: string[] }[] }>('app.json', await readFile(file, 'utf8'));
  app.set(
    ['subpackages', 0, 'pages'],
    wanted.map((name) => `pages/${name}/${name}`),
  );
  // In one line, as the formatter has what fits there.
  const list = /\[\s+("pages\/gallery[^\]]*")\s+\]/;
  const inLine = app.edited.replace(list, (_, pages: string) => `[${pages.replace(/,\s+/g, ', ')}]`);
  await writeFile(file, inLine);
}

/** Takes out the one line with an element of this class. */
async function withoutLine(file: string, name: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const kept = lines.filter((line) => !line.includes(`class="${name}"`));
  if (kept.length !== lines.length - 1) throw new Error(`${file} has no line of its own for ${name}.`);
  await writeFile(file, kept.join('\n'));
}
