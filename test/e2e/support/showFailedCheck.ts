import { element } from './screens';
import type { Page } from './startProduct';
import { until } from './until';

/** In the doctor, a tap on its summary brings the first check that failed to the screen. Resolves when the page stands still. */
export async function showFailedCheck(doctor: Page): Promise<void> {
  await (await element(doctor, '.summary-failed')).tap();
  let before = 0;
  await until('it has scrolled', async () => {
    const last = before;
    before = Number(await doctor.scrollTop());
    return before > 0 && before === last;
  });
}
