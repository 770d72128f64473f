import type { Page, Product } from '../../e2e/support/startProduct';
import { until } from '../../e2e/support/until';

/** Resolves when the page of this recipe is on top, and the only one. */
export async function openRecipe(
  { miniProgram }: Product,
  name: string,
  query: Record<string, string> = {},
): Promise<Page> {
  await miniProgram.callWxMethod('reLaunch', { url: `/pages/${name}/${name}?${new URLSearchParams(query)}` });
  return until(`${name} is shown`, async () => {
    const page = await miniProgram.currentPage();
    return page?.path === `pages/${name}/${name}` && page;
  });
}
