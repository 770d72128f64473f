import { bitmap } from './support/bitmap';
import { describeInChromium } from './support/browsers';
import { landscape } from './support/landscape';
import { element, Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** What a tile shows when its picture cannot be made smaller. Only a browser loads pictures. */

describeInChromium('pictures in the gallery, in Chromium', (chromium) => {
  let product: Product;
  let screens: Screens;
  beforeAll(async () => {
    // Another app's styles with the same names as those of the pages.
    const overrides = { 'app.wxss': `.button, .primary { background-color: #ff0000; }` };
    product = await startProduct(chromium, { overrides });
    screens = new Screens(product);
  });
  afterAll(() => product?.close());

  test('processed, small and not to be processed, large and not to be processed: none stays blank', async () => {
    const gallery = await screens.openGallery();
    const files = [
      { name: 'processed.jpg', bytes: await landscape('#7fb2e5', '#3f7d58') },
      { name: 'small.bmp', bytes: bitmap(400, 300) },
      { name: 'large.bmp', bytes: bitmap(900, 700) },
    ];
    await screens.upload('chat', files);
    await screens.back();
    const shown = await until('each tile shows a picture or its name', async () => {
      const tiles = await gallery.$$('.tile');
      const found: string[] = [];
      for (const tile of tiles) {
        if (await tile.$('.picture.loaded')) found.push('picture');
        else if (await tile.$('.no-preview')) found.push(await (await tile.$('.name'))?.text());
      }
      return found.length === files.length && found;
    });
    expect(shown).toEqual(['large.bmp', 'picture', 'picture']);
  });

  test('an app whose styles have the same names does not change them', async () => {
    await product.reopen({ network: 'wifi' });
    const gallery = await new Screens(product).openGallery();
    const button = await element(gallery, '.upload-button');
    expect(await button.style('background-color')).toBe('rgb(7, 193, 96)');
  });
});
