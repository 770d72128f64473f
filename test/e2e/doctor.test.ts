import { browsersForWords } from './support/browsers';
import { element, Screens } from './support/screens';
import { type Page, type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** A person who looks for the cause: from the first page, and from a failure card. */

const summaryOf = (page: Page, state: string) =>
  until(
    `the doctor says ${state}`,
    async () => {
      const { summary, rows } = (await page.data()) as {
        summary: { state: string; text: string };
        rows: { id: string; state: string; cause: string; advice: string }[];
      };
      return summary.state === state && { text: summary.text, rows };
    },
    40_000,
  );

describe.each(browsersForWords)('in $name', (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(browser);
  });
  afterAll(() => product?.close());

  test('from the home page all is well; from a failure card it finds what was broken, until it is mended', async () => {
    const { miniProgram, phone, cloud } = product;
    const screens = new Screens(product);
    await (await element(await screens.page('pages/home/home'), '.open-doctor')).tap();
    let doctor = await screens.cosPage('doctor');
    const well = await summaryOf(doctor, 'passed');
    expect(well.text).toBe('Everything works');
    expect(new Set(well.rows.map(({ state }) => state))).toEqual(new Set(['passed']));
    expect(await cloud.cos.objects()).toEqual([]);
    await screens.back();

    phone.settings.update({ network: 'none' });
    const gallery = await screens.openGallery();
    await (await element(gallery, '.failure-card >>> .failure-doctor')).tap();
    doctor = await screens.cosPage('doctor');
    const broken = await summaryOf(doctor, 'failed');
    expect(broken.text).toBe('1 check failed');
    const failed = broken.rows.filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ id: 'network', advice: expect.stringMatching(/Check the network/) }]);
    await (await element(doctor, '.check-network .from-here')).tap();
    await summaryOf(doctor, 'failed');
    await (await element(doctor, '.copy')).tap();
    await until('the report is on the clipboard', () => /network: FAILED/.test(phone.clipboard()));
    expect(phone.clipboard()).not.toMatch(/q-sign|token|oLocalDeveloper/i);

    // From one that was left out it begins with what kept it from running.
    phone.settings.update({ network: 'wifi', permissions: { 'scope.writePhotosAlbum': false } });
    await miniProgram.mockWxMethod('showActionSheet', { tapIndex: 0 });
    await (await element(doctor, '.check-list .head')).tap();
    await until('the network is well again', async () => (await doctor.data('rows[2].state')) === 'passed');
    const refused = await summaryOf(doctor, 'failed');
    expect(refused.rows.filter(({ state }) => state === 'failed').map(({ id }) => id)).toEqual(['album']);

    await miniProgram.mockWxMethod('openSetting', { authSetting: { 'scope.writePhotosAlbum': true } });
    phone.settings.update({ permissions: { 'scope.writePhotosAlbum': true } });
    await (await element(doctor, '.check-album .open-settings')).tap();
    await summaryOf(doctor, 'passed');
    expect(await cloud.cos.objects()).toEqual([]);

    // Stopped, it says so at once; left, it takes off what it had stored.
    cloud.cos.faults.change({ latencyMs: 3000 });
    await (await element(doctor, '.again')).tap();
    await until('it waits for COS', async () => (await doctor.data('rows[8].state')) === 'running');
    await (await element(doctor, '.stop')).tap();
    await summaryOf(doctor, 'stopped');
    cloud.cos.faults.change({ latencyMs: 200 });
    await (await element(doctor, '.again')).tap();
    await until('something is stored', async () => (await cloud.cos.objects()).length > 0);
    await screens.back();
    await until('nothing is left', async () => (await cloud.cos.objects()).length === 0);
  });
});
