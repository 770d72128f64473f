import type { BuildCache } from '../simulator/in-node/build/BuildCache';
import { BuildError } from '../simulator/in-node/build/BuildError';
import { buildMiniProgram } from '../simulator/in-node/build/buildMiniProgram';
import { unlistedPages } from './unlistedPages';

/**
 * What WeChat's compiler takes with a warning at most and the Mini Program breaks of: WXML that can't be read, components, templates and
 * pages that are not there, pages that app.json does not name. Resolves with a sentence for each.
 *
 * @param source the folder with app.json.
 * @param cache of earlier builds, if there were any.
 */
export async function checkSources(source: string, cache?: BuildCache): Promise<string[]> {
  try {
    const { warnings } = await buildMiniProgram({ source, ...(cache && { cache }) });
    const pages = await unlistedPages(source);
    return [
      ...warnings,
      ...pages.map((page) => `The page ${page} is not in app.json. List it there, or delete its files.`),
    ];
  } catch (error) {
    if (error instanceof BuildError) return [error.message];
    throw error;
  }
}
