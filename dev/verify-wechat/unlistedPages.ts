import { readComponents } from '../simulator/in-node/build/readComponents';
import { readJson } from '../simulator/in-node/build/readJson';
import { SourceTree } from '../simulator/in-node/build/SourceTree';

/**
 * What looks like a page and is not in app.json, which no compiler says a word about: WXML with JSON beside it that is not a
 * component's. Throws `BuildError` when app.json can't be read.
 *
 * @param source the folder with app.json.
 */
export async function unlistedPages(source: string): Promise<string[]> {
  const tree = await SourceTree.read(source);
  const { pages } = readComponents(tree, () => undefined);
  const drawn = tree.paths
    .filter((path) => path.endsWith('.wxml') && !path.split('/').includes('miniprogram_npm'))
    .map((path) => path.replace(/\.wxml$/, ''));
  return drawn.filter((path) => {
    const config = readJson<{ component: boolean }>(tree, `${path}.json`);
    return config !== undefined && !config.component && !pages.includes(path);
  });
}
