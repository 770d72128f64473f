import { sep } from 'node:path';

/** Files and folders of the template that make a Mini Program of one's own. package.json of the template packs them for `npx`. */
export const brought = [
  'miniprogram',
  'cloudfunctions',
  'dev',
  'test/packages/no-jimp',
  '.nvmrc',
  'biome.json',
  'project.config.json',
  'tsconfig.json',
  'LICENSE',
] as const;

/** Folders in these that are about the template itself. */
const own = ['dev/bench', 'dev/create', 'dev/docs', 'dev/pictures', 'dev/program'];

/** What `npm install` makes again. */
const made = /(^|\/)(node_modules|miniprogram_npm)(\/|$)|^cloudfunctions\/[^/]+\/index\.js$/;

/** @param path below the root of the template. */
export function isBrought(path: string): boolean {
  const name = path.split(sep).join('/');
  return !own.includes(name) && !made.test(name);
}
