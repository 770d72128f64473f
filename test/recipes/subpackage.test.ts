import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putObject } from '../components/support/putObject';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { jsdom } from '../e2e/support/browsers';
import { makePhoto } from '../e2e/support/media';
import { element } from '../e2e/support/screens';
import { startProduct } from '../e2e/support/startProduct';
import { openRecipe } from './support/openRecipe';
import { untilSaved } from './support/untilSaved';
import { writeRecipes } from './support/writeRecipes';

const app = {
  pages: ['pages/later/later'],
  subPackages: [
    { root: 'cos', pages: ['pages/gallery/gallery', 'pages/transfers/transfers', 'pages/object/object'] },
  ],
  lazyCodeLoading: 'requiredComponents',
};

test('a page of the main package takes components and flows from the subpackage cos, once that is there', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'subpackage-'));
  await writeRecipes(dir);
  const overrides = { 'app.json': JSON.stringify(app) };
  const product = await startProduct(jsdom, { app: { source: dir, root: 'cos' }, overrides });
  try {
    const bytes = await makePhoto(60, 40);
    const picture = await putObject(product.cloud, 'poster.jpg', bytes);
    const page = await openRecipe(product, 'later', { picture });
    await element(page, '.picture >>> image');
    await answerAlbum(product, true);
    await (await element(page, '#save')).tap();
    await untilSaved(product, bytes);
  } finally {
    await product.close();
    await rm(dir, { recursive: true });
  }
});
