import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { jsdom } from '../e2e/support/browsers';
import { makePhoto } from '../e2e/support/media';
import { element } from '../e2e/support/screens';
import { startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { openRecipe } from './support/openRecipe';
import { untilSaved } from './support/untilSaved';
import { writeRecipes } from './support/writeRecipes';

/** Which `npm install cos-wx-sdk-v5@latest` and "Build npm" put into `cos/miniprogram_npm`. */
const newestSdk = createRequire(join(__dirname, '../packages/package.json')).resolve('cos-wx-sdk-v5');

test('with the newest SDK and a new bucket a recipe uploads, lists and saves: one setting is another one', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'newest-'));
  await writeRecipes(dir);
  const sdk = join(dir, 'cos/miniprogram_npm/cos-wx-sdk-v5/index.js');
  const shipped = await readFile(sdk);
  await copyFile(newestSdk, sdk);
  expect(shipped.equals(await readFile(sdk))).toBe(false);
  const product = await startProduct(jsdom, {
    app: { source: dir, root: 'cos' },
    overrides: { 'app.json': JSON.stringify({ pages: ['pages/days/days', 'pages/poster/poster'] }) },
    config: { addressing: 'virtual-hosted' },
    cloud: { createdSince2024: true },
  });
  try {
    const bytes = await makePhoto(60, 40);
    product.phone.nextChoice([{ name: 'a.jpg', bytes }]);
    const days = await openRecipe(product, 'days');
    await (await element(days, '#add')).tap();
    const key = await until('it is listed', () => days.data('receipts[0].key') as Promise<string>);
    const poster = await openRecipe(product, 'poster', { picture: key });
    await answerAlbum(product, true);
    await (await element(poster, '#save')).tap();
    await untilSaved(product, bytes);
  } finally {
    await product.close();
    await rm(dir, { recursive: true });
  }
});
