import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';

/** Texts, icons and tokens that nobody uses any more. */

const cos = join(__dirname, '../../miniprogram/cos');

/** What the files of these folders say, whose names end so. */
function sourceOf(folders: readonly string[], ending: RegExp): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(cos, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => ending.test(name))
        .map((name) => readFileSync(join(cos, folder, name), 'utf8')),
    )
    .join('\n');
}

const namesIn = (file: string, pattern: RegExp) => [
  ...new Set([...readFileSync(join(cos, file), 'utf8').matchAll(pattern)].map(([, name = '']) => name)),
];

test('every icon is shown somewhere', () => {
  const shown = sourceOf(['pages', 'components'], /\.(wxml|ts)$/);
  const dead = ['icons', 'pageIcons']
    .flatMap((file) => namesIn(`styles/${file}.wxss`, /^\.icon-([a-z-]+)/gm))
    .filter((icon) => !new RegExp(`\\bicon-${icon}\\b`).test(shown));
  expect(dead).toEqual([]);
});

test('a component that shows an icon of the pages takes in their style sheet', () => {
  const ofPages = namesIn('styles/pageIcons.wxss', /^\.icon-([a-z-]+)/gm);
  const without = readdirSync(join(cos, 'components'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => sourceOf([`components/${name}`], /\.(wxml|wxss)$/))
    .filter((source) => ofPages.some((icon) => source.includes(`icon-${icon}`)))
    .filter((source) => !source.includes('styles/pageIcons.wxss'));
  expect(without).toEqual([]);
});

test('every token is used', () => {
  const used = sourceOf(['pages', 'components', 'styles'], /(?<!theme)\.(wxss|wxml)$/);
  const dead = namesIn('styles/tokens.wxss', /^\s+(--cos-[a-z-]+):/gm).filter(
    (token) => !used.includes(`var(${token})`),
  );
  expect(dead).toEqual([]);
});

test('every text is said somewhere', () => {
  const source =
    sourceOf(['pages', 'components', 'diagnose'], /\.ts$/) + sourceOf(['i18n'], /^[^.]+(?<!en|zh)\.ts$/);
  const { failures: _, ...texts } = en;
  const names = Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'object' ? [name, ...Object.keys(value)] : [name],
  );
  const dead = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(source));
  expect(dead).toEqual([]);
});

test('every label is shown somewhere', () => {
  const shown = sourceOf(['pages', 'components'], /\.wxml$/);
  const dead = Object.values(en)
    .flatMap((value) => (typeof value === 'object' && 'labels' in value ? Object.keys(value.labels) : []))
    .filter((name) => !new RegExp(`\\.${name}\\b`).test(shown));
  expect(dead).toEqual([]);
});
