import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A page's JSON goes over app.json, and app.json is the host's. What our pages rely on they say themselves:
 * - navigationStyle: with a host's "custom" the text lies under the clock, and there is no way back;
 * - renderer: Skyline scrolls no page;
 * - enablePullDownRefresh: a page that does not refresh would never end what a pull began.
 */

const miniprogram = join(__dirname, '../../miniprogram');
const readJson = (path: string) => JSON.parse(readFileSync(join(miniprogram, path), 'utf8'));

const app: { pages: string[]; subpackages: { root: string; pages: string[] }[] } = readJson('app.json');
const pages = [
  ...app.pages,
  ...app.subpackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
];

test.each(pages)('%s depends on no setting of a host', (page) => {
  const script = readFileSync(join(miniprogram, `${page}.ts`), 'utf8');
  expect(readJson(`${page}.json`)).toMatchObject({
    navigationStyle: 'default',
    renderer: 'webview',
    enablePullDownRefresh: script.includes('onPullDownRefresh'),
  });
});
