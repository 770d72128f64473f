import { testWide } from '../../support/isWide';
import { element, Screens } from '../support/screens';
import type { Opened, Page } from '../support/startProduct';
import { until } from '../support/until';
import { places, testInSimulator } from './support/places';
import { simulatorOf, startAnywhere } from './support/startAnywhere';

/** Each command of the page of transfers, as a person gives it, on uploads that are really sent. */

const KB = 1024;
const MB = 1024 * KB;
/** Nothing ends at it. */
const CRAWL = { uploadBytesPerSecond: 2 * KB };
const RUN = { uploadBytesPerSecond: null };

describe.each(places)('the transfers in $name', (place) => {
  let product: Opened;
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    product = await startAnywhere(place);
    screens = new Screens(product);
    await screens.openGallery();
    await product.miniProgram.callWxMethod('navigateTo', { url: '../transfers/transfers' });
    page = await screens.cosPage('transfers');
  });
  afterAll(() => product?.close());
  afterEach(async () => {
    product.cloud.cos.faults.reset();
    await until('nothing is in the list', async () => {
      // It may go away while it is tapped.
      await (await page.$('.all-remove'))?.tap().catch(() => undefined);
      return (await sections()) === '';
    });
  });

  /** A row that moves to another section between two questions is asked for again. */
  const tap = (selector: string): Promise<void> => {
    const once = async () => (await element(page, selector)).tap();
    return once().catch((error: Error) => {
      if (!/no longer in the page/.test(error.message)) throw error;
      return once();
    });
  };
  const add = async (...files: { name: string; bytes: Uint8Array }[]): Promise<void> => {
    const before = await count();
    await product.person.willChoose(files);
    await inSheet(2, '.add-button');
    await until('they are in the list', async () => (await count()) === before + files.length);
  };
  const small = (name: string) => ({ name, bytes: Buffer.from(name) });
  const rows = async (): Promise<string[]> => {
    const data = (await page.data()) as {
      sections: { groups: { rows: string[] }[] }[];
      rows: Record<string, { name: string; state: string } | null>;
    };
    const slots = data.sections.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
    return slots.map((slot) => `${data.rows[slot]?.name} ${data.rows[slot]?.state}`);
  };
  /** Resolves when these are the rows, in any order. */
  const becomes = (...wanted: string[]): Promise<unknown> =>
    until(`the rows are ${wanted}`, async () => (await rows()).sort().join() === wanted.sort().join()).catch(
      async (error) => {
        throw new Error(`${error.message} They are ${await rows()}.`);
      },
    );
  /** How many are in each. */
  const sections = async (): Promise<string> => {
    const found = (await page.data('sections')) as { id: string; title: string }[];
    return found.map(({ id, title }) => `${id} ${title.replace(/\D+/, '')}`).join(', ');
  };
  const count = async (): Promise<number> =>
    (await sections()).split(', ').reduce((sum, each) => sum + Number(each.split(' ')[1] ?? 0), 0);
  const has = (wanted: string): Promise<unknown> =>
    until(`the sections are ${wanted}`, async () => (await sections()) === wanted);
  const row = (state: string, part: string): string => `.transfer-row[data-state="${state}"] >>> ${part}`;
  /** Taps what opens WeChat's action sheet, and then this line of it. */
  const inSheet = async (tapIndex: number, selector: string): Promise<void> => {
    await product.miniProgram.mockWxMethod('showActionSheet', { tapIndex });
    await tap(selector);
    await product.miniProgram.restoreWxMethod('showActionSheet');
  };

  testInSimulator('WeChat’s sheet is still there after the finger that opened it', async () => {
    await tap('.add-button');
    await simulatorOf(product).window.press('.phone-sheet-cancel');
    await until('nothing was chosen', async () => (await rows()).length === 0);
  });

  test('one is paused, resumed, cancelled and tried again', async () => {
    product.cloud.cos.faults.change(CRAWL);
    await add({ name: 'a.bin', bytes: Buffer.alloc(300 * KB) });
    await becomes('a.bin uploading');
    await tap(row('uploading', '.row-command'));
    await becomes('a.bin paused');
    await tap(row('paused', '.row-command'));
    await until('it is paused no more', async () => (await rows())[0] !== 'a.bin paused');
    await inSheet(1, '.transfer-row >>> .what');
    await becomes('a.bin cancelled');
    product.cloud.cos.faults.change(RUN);
    await tap(row('cancelled', '.row-command'));
    await becomes('a.bin done');
    // Once more to the server only: what was paused and cancelled left nothing.
    expect((await product.cloud.cos.objects()).length).toBe(1);
  });

  testWide('all are paused, go on, are cancelled and cleared', async () => {
    product.cloud.cos.faults.change(CRAWL);
    const files = (fill: string) =>
      Array.from({ length: 15 }, (_, at) => ({
        name: `${at}.bin`,
        bytes: Buffer.alloc(100 * KB + at, fill),
      }));
    await add(...files('a'));
    await until('some run', async () => (await sections()).startsWith('running'));
    await tap('.total-control');
    await has('waiting 15');
    await add(small('late.txt'));
    await has('waiting 16');
    product.cloud.cos.faults.change(RUN);
    await tap('.total-control');
    await has('done 16');
    await tap('.all-remove');
    await has('');

    // The same once more would be there already.
    product.cloud.cos.faults.change(CRAWL);
    await add(...files('b'));
    await tap('.total-control');
    await has('waiting 15');
    await tap('.all-cancel');
    await has('cancelled 15');
    product.cloud.cos.faults.change(RUN);
    await tap('.section-cancelled .all-retry');
    await has('done 15');
  });

  testWide('what is there already is said, taken off the list, shown, or uploaded all the same', async () => {
    const before = (await product.cloud.cos.objects()).length;
    await add(small('twin.txt'));
    await becomes('twin.txt done');
    await tap('.all-remove');
    await has('');
    await add(small('twin.txt'));
    await becomes('twin.txt present');
    await tap(row('present', '.row-command'));
    await has('');
    await add(small('twin.txt'));
    await becomes('twin.txt present');
    await tap(row('present', '.what'));
    expect(await screens.nameOfObject()).toBe('twin.txt');
    await screens.back();
    await screens.cosPage('transfers');
    expect((await product.cloud.cos.objects()).length).toBe(before + 1);
    await tap('.section-present .all-retry');
    await becomes('twin.txt done');
    expect((await product.cloud.cos.objects()).length).toBe(before + 2);
  });

  test('what failed is tried again together, or taken off one by one', async () => {
    const refused = {
      kind: 'status',
      status: 400,
      code: 'BadDigest',
      share: 1,
      operation: 'PostObject',
    } as const;
    product.cloud.cos.faults.change({ failures: [{ ...refused, times: 2 }] });
    await add(small('a.txt'), small('b.txt'), { name: 'empty.txt', bytes: Buffer.alloc(0) });
    await becomes('a.txt failed', 'b.txt failed', 'empty.txt failed');
    await tap('.failure-card[data-code="checksum-mismatch"] >>> .failure-help');
    await becomes('a.txt done', 'b.txt done', 'empty.txt failed');
    await tap(row('failed', '.row-command'));
    await becomes('a.txt done', 'b.txt done');
    await tap(row('done', '.row-command'));
    await has('done 1');
    await tap(row('done', '.what'));
    await screens.cosPage('object');
    await screens.back();
  });

  testInSimulator('a mobile network is asked for, and no network is waited for', async () => {
    const { phone } = simulatorOf(product);
    product.cloud.cos.faults.change(CRAWL);
    await add({ name: 'film.mp4', bytes: Buffer.alloc(52 * MB) });
    await becomes('film.mp4 uploading');
    phone.settings.update({ network: '4g' });
    await element(page, '.question');
    await has('waiting 1');
    await tap('.wait-for-wifi');
    await element(page, '.note-wifi');
    expect(await page.$('.question')).toBeNull();
    await tap('.use-mobile');
    await becomes('film.mp4 uploading');
    phone.settings.update({ network: 'none' });
    await element(page, '.note-offline');
    phone.settings.update({ network: 'wifi' });
    await becomes('film.mp4 uploading');
    await tap('.total-control');
    await tap('.all-cancel');
    await becomes('film.mp4 cancelled');
  });
});
