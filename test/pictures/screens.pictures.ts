import { rm } from 'node:fs/promises';
import { copy } from '../../dev/copy/copy';
import { template } from '../copy/support/makeHost';
import { describeInChromium } from '../e2e/support/browsers';
import { element, Screens } from '../e2e/support/screens';
import { showFailedCheck } from '../e2e/support/showFailedCheck';
import { type Product, type ProductOptions, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { grainy } from '../looks/scene';
import { type Edition, languages, pictureFile } from './languages';
import { lessThanNeeded } from './lessThanNeeded';
import { makeOtherApp } from './makeOtherApp';
import { PHONE } from './phoneSize';
import { putScenes } from './putScenes';
import { writeScreens } from './writeScreens';

/** The pictures of docs/ that show pages of a Mini Program. */

describeInChromium('pages', (chromium) => {
  let product: Product;
  afterEach(() => product?.close());

  const open = async ({ language }: Edition, options: ProductOptions = {}): Promise<Screens> => {
    product = await startProduct(chromium, { language, ...options });
    await product.window.resize(PHONE.width, PHONE.height);
    return new Screens(product);
  };
  /** When it has come to rest. */
  const picture = async (): Promise<Buffer> => {
    await product.window.comesToRest();
    return product.window.picture('device');
  };

  test.each(languages)('first: before anything is uploaded, in $language', async (edition) => {
    const screens = await open(edition);
    await element(await screens.page('pages/home/home'), '.open-gallery');
    const home = await picture();
    await screens.openGallery();
    await writeScreens(pictureFile('first', edition), [home, await picture()]);
  });

  test.each(languages)('copied: into another Mini Program, in $language', async (edition) => {
    const source = await makeOtherApp(edition);
    try {
      await copy(template, { folder: source });
      const screens = await open(edition, { app: { source, root: 'cos', language: 'javascript' } });
      await putScenes(product.cloud);
      const files = await element(await screens.page('pages/index/index'), '.files');
      const index = await picture();
      await files.tap();
      const gallery = await screens.cosPage('gallery');
      await until('the tiles are there', async () => (await gallery.$$('.tile')).length > 8);
      await product.window.picturesDrawn();
      const shown = await picture();
      product.phone.settings.update({ network: '2g' });
      const photo = { name: 'IMG_0412.jpg', bytes: await grainy(1) };
      const transfers = await screens.choose('chat', [photo], gallery, '.upload-button');
      await until('a third of it is sent', async () => Number(await transfers.data('total.percent')) >= 30);
      await writeScreens(pictureFile('copied', edition), [index, shown, await picture()]);
    } finally {
      await rm(source, { recursive: true });
    }
  });

  test.each(languages)('doctor: what it finds, in $language', async (edition) => {
    const screens = await open(edition, { cloud: { ownerPolicy: lessThanNeeded } });
    await (await element(await screens.page('pages/home/home'), '.open-doctor')).tap();
    const doctor = await screens.cosPage('doctor');
    await until('it is over', async () => (await doctor.data('summary.state')) === 'failed', 60_000);
    const summary = await picture();
    await showFailedCheck(doctor);
    await writeScreens(pictureFile('doctor', edition), [summary, await picture()]);
  });
});
