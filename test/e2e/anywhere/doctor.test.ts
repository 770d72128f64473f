import { element, Screens } from '../support/screens';
import type { Opened, Page } from '../support/startProduct';
import { until } from '../support/until';
import { placesForWords, testInSimulator } from './support/places';
import { simulatorOf, startAnywhere } from './support/startAnywhere';

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

describe.each(placesForWords)('in $name', (place) => {
  let product: Opened;
  let screens: Screens;
  beforeAll(async () => {
    product = await startAnywhere(place);
    screens = new Screens(product);
  });
  afterAll(() => product?.close());

  const openDoctor = async (): Promise<Page> => {
    await (await element(await screens.page('pages/home/home'), '.open-doctor')).tap();
    return screens.cosPage('doctor');
  };
  const stored = () => product.cloud.cos.objects();

  test('from the home page all is well', async () => {
    const well = await summaryOf(await openDoctor(), 'passed');
    expect(new Set(well.rows.map(({ state }) => state))).toEqual(new Set(['passed']));
    expect(await stored()).toEqual([]);
    await screens.back();
  });

  testInSimulator('from a failure card it finds what was broken, until it is mended', async () => {
    const { miniProgram, phone } = simulatorOf(product);
    phone.settings.update({ network: 'none' });
    const gallery = await screens.openGallery();
    await (await element(gallery, '.failure-card >>> .failure-doctor')).tap();
    const doctor = await screens.cosPage('doctor');
    const broken = await summaryOf(doctor, 'failed');
    expect(broken.text).toBe('1 check failed');
    const failed = broken.rows.filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ id: 'network', advice: expect.stringMatching(/Check the network/) }]);
    await (await element(doctor, '.check-network .from-here')).tap();
    // While it runs there is nothing to copy yet.
    await until('the report is on the clipboard', async () => {
      await (await doctor.$('.copy'))?.tap().catch(() => undefined);
      return /network: FAILED/.test(phone.clipboard());
    });
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
    expect((await summaryOf(doctor, 'passed')).text).toBe('Everything works');
    expect(await stored()).toEqual([]);
    await screens.back();
    await screens.back();
  });

  test('stopped, it says so at once; left, it takes off what it had stored', async () => {
    const { faults } = product.cloud.cos;
    const doctor = await openDoctor();
    await summaryOf(doctor, 'passed');
    faults.change({ latencyMs: 3000 });
    await (await element(doctor, '.again')).tap();
    await until('it waits for COS', async () => (await doctor.data('rows[8].state')) === 'running');
    await (await element(doctor, '.stop')).tap();
    await summaryOf(doctor, 'stopped');
    faults.change({ latencyMs: 200 });
    await (await element(doctor, '.again')).tap();
    await until('something is stored', async () => (await stored()).length > 0);
    await screens.back();
    await until('nothing is left', async () => (await stored()).length === 0);
  });
});
