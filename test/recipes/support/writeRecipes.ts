import { cp } from 'node:fs/promises';
import { join } from 'node:path';

export const recipes = join(__dirname, '../app');
const cos = join(__dirname, '../../../miniprogram/cos');

/** The Mini Program of the recipes with the folder `cos` in it, without npm packages of others. */
export async function writeRecipes(dir: string): Promise<void> {
  await cp(recipes, dir, { recursive: true });
  await cp(cos, join(dir, 'cos'), { recursive: true });
}
