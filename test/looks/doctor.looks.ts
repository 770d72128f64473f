import { describeInChromium } from '../e2e/support/browsers';
import { element, Screens } from '../e2e/support/screens';
import { showFailedCheck } from '../e2e/support/showFailedCheck';
import { type Page, type Product, startProduct } from '../e2e/support/startProduct';
import { until } from '../e2e/support/until';
import { shoot, walks } from './shoot';

const summaryIs = (page: Page, state: string) =>
  until(`the doctor says ${state}`, async () => (await page.data('summary.state')) === state, 60_000);

describeInChromium('the doctor in Chromium', (chromium) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(chromium);
  });
  afterAll(() => product?.close());

  test.each(walks)('in $language, words × $textScale', async (walk) => {
    const { cloud, phone } = product;
    const { faults } = cloud.cos;
    faults.reset();
    await product.reopen({ ...walk, theme: 'light', network: 'wifi', permissions: {} });
    const screens = new Screens(product);
    await (await element(await screens.page('pages/home/home'), '.open-doctor')).tap();
    const doctor = await screens.cosPage('doctor');
    await summaryIs(doctor, 'passed');
    await shoot(product, '5-doctor');

    // A bucket that refuses forms, and a person who refused the album.
    faults.change({ deniedActions: ['PostObject'] });
    phone.settings.update({ permissions: { 'scope.writePhotosAlbum': false } });
    await (await element(doctor, '.again')).tap();
    await summaryIs(doctor, 'failed');
    await shoot(product, '5-doctor-failed');
    await showFailedCheck(doctor);
    await shoot(product, '5-doctor-failed-below');

    faults.change({ deniedActions: [], latencyMs: 20_000 });
    await product.miniProgram.pageScrollTo(0);
    await (await element(doctor, '.again')).tap();
    await until('it waits for COS', async () => (await doctor.data('rows[8].state')) === 'running', 60_000);
    await shoot(product, '5-doctor-running');
    faults.reset();
    await (await element(doctor, '.stop')).tap();
    await summaryIs(doctor, 'stopped');

    await screens.back();
    phone.settings.update({ network: 'none' });
    const gallery = await screens.openGallery();
    await element(gallery, '.failure-card >>> .failure-doctor');
    await shoot(product, '2-gallery-offline-cold');
  });
});
