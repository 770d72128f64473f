import { describeInChromium } from './support/browsers';
import { faultsOfAccess } from './support/faultsOfAccess';
import { landscape } from './support/landscape';
import { makeVideo } from './support/media';
import { element, Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/**
 * axe-core on each page and in its main states, in both schemes; what a finger hits is 44 px in each direction at least; what is
 * read comes in the order of the screen, and under a sheet nothing is.
 */

describeInChromium('accessible, in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(chromium, { language: 'zh_CN' });
  });
  afterAll(() => product?.close());

  test('each page in each main state', async () => {
    const { cloud, miniProgram, phone, window } = product;
    const screens = new Screens(product);
    const found: Record<string, readonly string[]> = {};
    const look = async (state: string) => {
      const faults = await faultsOfAccess(product);
      if (faults.length > 0) found[state] = faults;
    };

    await element(await screens.page('pages/home/home'), '.open-gallery');
    await look('home');
    const gallery = await screens.openGallery();
    await look('gallery, empty');

    cloud.cos.faults.change({ uploadBytesPerSecond: 200_000 });
    const film = { name: 'film.mp4', bytes: makeVideo(3_000_000) };
    const transfers = await screens.choose(
      'chat',
      [
        { name: 'IMG_20261123_235637.jpg', bytes: await landscape('#7fb2e5', '#3f7d58') },
        film,
        { name: 'contract.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
        { name: 'empty.txt', bytes: Buffer.alloc(0) },
      ],
      gallery,
      '.upload-button',
    );
    await until('one is sent', async () => (await screens.transferStates(transfers)).includes('uploading'));
    await until('one has failed', async () => (await screens.transferStates(transfers)).includes('failed'));
    await look('transfers, some on their way and one failed');
    phone.settings.update({ network: 'none' });
    await element(transfers, '.note-offline');
    await look('transfers, offline');
    cloud.cos.faults.reset();
    phone.settings.update({ network: 'wifi' });
    await until(
      'all are over',
      async () => (await screens.transferStates(transfers)).every((state) => /^(done|failed)$/.test(state)),
      60_000,
    );
    await look('transfers, over');
    await screens.back();

    await until('all tiles are there', async () => (await gallery.$$('.tile')).length === 3);
    await window.picturesDrawn();
    await look('gallery');
    const [first, second] = await gallery.$$('.tile');
    await first?.longpress();
    await second?.tap();
    await look('gallery, selecting');
    await (await element(gallery, '.selection-send')).tap();
    await element(gallery, '.selection-next');
    await look('gallery, sending');
    await (await element(gallery, '.selection-cancel')).tap();
    await (await element(gallery, '.selection-delete')).tap();
    await window.press('.phone-modal-confirm');
    await element(gallery, '.deletions-undo');
    await look('gallery, deleted');
    await (await element(gallery, '.deletions-undo')).tap();

    const object = await screens.openNewest();
    await window.picturesDrawn();
    await (await element(object, '.link-button')).tap();
    await element(object, '.link-sheet >>> .scannable');
    await look('object, link');
    await (await element(object, '.link-sheet >>> .close')).tap();
    await (await element(object, '.more-button')).tap();
    await element(object, '.sheet');
    await look('object, details');
    await (await element(object, '.close-button')).tap();
    await until('the sheet is closed', async () => (await object.$('.sheet')) === null);
    // After its sheets: what was not read under them is read again.
    await look('object');
    await screens.back();
    const find = await element(gallery, '.find-bar');
    await ((await find.$('.input')) as unknown as { input(text: string): Promise<void> }).input('film');
    await until('it is found', async () => (await gallery.$$('.tile')).length === 1);
    await look('gallery, finding');
    await ((await find.$('.input')) as unknown as { input(text: string): Promise<void> }).input(
      'nothing of this',
    );
    const all = await element(gallery, '.show-all');
    await look('gallery, nothing found');
    await all.tap();
    await miniProgram.mockWxMethod('showActionSheet', { tapIndex: 3 });
    await (await find.$('.menu'))?.tap();
    const months = await element(gallery, '.month-sheet');
    await miniProgram.restoreWxMethod('showActionSheet');
    await look('gallery, months');
    await (await months.$('.close'))?.tap();

    phone.settings.update({ network: 'none' });
    await miniProgram.callWxMethod('startPullDownRefresh');
    await element(gallery, '.failure-card');
    await look('gallery, offline');
    await (await element(gallery, '.failure-card >>> .failure-doctor')).tap();
    const doctor = await screens.cosPage('doctor');
    await until('it is over', async () => (await doctor.data('summary.state')) === 'failed', 60_000);
    await look('doctor, failed');
    phone.settings.update({ network: 'wifi' });
    expect(found).toEqual({});
  });
});
