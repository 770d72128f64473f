import { messageOf } from '../../../dev/messageOf';
import { answerAlbum } from '../../e2e/support/answerAlbum';
import { jsdom } from '../../e2e/support/browsers';
import { makePhoto, sha256 } from '../../e2e/support/media';
import { element, Screens } from '../../e2e/support/screens';
import { type Product, type ProductOptions, startProduct } from '../../e2e/support/startProduct';
import { until } from '../../e2e/support/until';

/**
 * Starts a Mini Program that has the folder cos, and uploads a picture and saves it to the album there: on the pages that were
 * copied, or on this one, which does both at a tap. Resolves with what came of it, in words.
 */
export async function usesCopied(app: NonNullable<ProductOptions['app']>, page?: string): Promise<string> {
  let product: Product;
  try {
    product = await startProduct(jsdom, { app });
  } catch (error) {
    return `does not start: ${messageOf(error).slice(0, 300)}`;
  }
  let answer: string;
  try {
    await (page === undefined ? byItsPages(product, app.root) : byPage(product, page));
    answer = 'upload, save';
  } catch (error) {
    answer = messageOf(error).slice(0, 300);
  }
  // What the host itself throws there is no fault of the copy.
  const thrown = await product.close().then(
    () => '',
    (error: unknown) => ` (it throws: ${messageOf(error).slice(0, 200)})`,
  );
  return answer + thrown;
}

async function byItsPages(product: Product, root: string): Promise<void> {
  const bytes = await makePhoto(300, 200);
  const screens = new Screens(product, root);
  await until('the app has a page', async () => (await product.miniProgram.currentPage()) ?? false);
  await product.miniProgram.callWxMethod('navigateTo', { url: `/${root}/pages/gallery/gallery` });
  const gallery = await screens.cosPage('gallery');
  await until('the gallery is loaded', async () => (await gallery.data('state')) !== 'loading');
  await screens.upload('chat', [{ name: 'a.jpg', bytes }]);
  await screens.back();
  await screens.openNewest();
  await answerAlbum(product, true);
  const object = await screens.cosPage('object');
  await (await element(object, '.save-button')).tap();
  await inAlbum(product, bytes);
}

async function byPage(product: Product, path: string): Promise<void> {
  const bytes = await makePhoto(300, 200);
  await until('the app has a page', async () => (await product.miniProgram.currentPage()) ?? false);
  await product.miniProgram.callWxMethod('reLaunch', { url: `/${path}` });
  const page = await new Screens(product).page(path);
  product.phone.nextChoice([{ name: 'a.jpg', bytes }]);
  await answerAlbum(product, true);
  await (await element(page, '.choose')).tap();
  await until('it is uploaded and saved', async () => {
    const { key, problem } = (await page.data()) as { key: string; problem: string };
    if (problem) throw new Error(problem);
    return key !== '';
  });
  await inAlbum(product, bytes);
}

async function inAlbum({ phone }: Product, bytes: Uint8Array): Promise<void> {
  await until('it is in the album', () => phone.album().find((item) => item.sha256 === sha256(bytes)));
}
