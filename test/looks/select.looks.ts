import { putObject } from '../components/support/putObject';
import { describeInChromium } from '../e2e/support/browsers';
import { landscape } from '../e2e/support/landscape';
import { element, Screens } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

/** Many files at once: marked, sent, deleted. */

const DAY = 86_400_000;

describeInChromium('selecting, in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(chromium);
    const pictures = [await landscape('#7fb2e5', '#3f7d58'), await landscape('#f2b8a0', '#5b4a68')];
    for (let index = 0; index < 24; index += 1) {
      const time = Date.now() - 60_000 - index - Math.floor(index / 7) * 3 * DAY;
      const name = index === 4 ? 'contract.pdf' : `sea ${index}.jpg`;
      await putObject(
        product.cloud,
        `${9_999_999_999_999 - time}-${name}`,
        pictures[index % 2] ?? Buffer.alloc(0),
      );
    }
  });
  afterAll(() => product?.close());

  test.each(walks)('in $language, words × $textScale', async (walk) => {
    await product.reopen({ ...walk, theme: 'light' });
    const gallery = await new Screens(product).openGallery();
    const press = async (selector: string) => (await element(gallery, selector)).tap();
    const state = async () => ((await gallery.data('selection')) as { state: string } | null)?.state;
    await product.window.picturesDrawn();
    await press('.select-button');
    await shoot(product, '2-select-none');
    await press('.day-select');
    await shoot(product, '2-select-day', { turns: true });
    await press('.selection-send');
    await element(gallery, '.selection-next');
    await shoot(product, '2-select-send');
    await press('.selection-next');
    await product.window.press('.phone-sheet-item');
    await until('the next one is ready', async () => (await state()) === 'waiting');
    await press('.selection-cancel');
    await shoot(product, '2-select-stopped');
    await press('.selection-delete');
    await product.window.shows('.phone-modal-confirm');
    await shoot(product, '2-select-delete');
    await product.window.press('.phone-modal-confirm');
    await element(gallery, '.deletions-undo');
    await shoot(product, '2-select-deleted');
    await press('.deletions-undo');
  });
});
