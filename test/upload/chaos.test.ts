import { TestPhone } from '../support/phone/TestPhone';
import { runChaos } from './support/chaos';
import { loadFlows } from './support/loadFlows';

const phone = new TestPhone();
const load = loadFlows(phone);
afterEach(() => phone.renew());
afterAll(() => phone.close());

/** `npm run test:long` runs ten seeds with 40 files. */
test.each([1, 2])('chaos of seed %i: the list of uploads says what is stored', async (seed) => {
  const report = await runChaos({ seed, files: 8, bytes: [100_000, 6_000_000] }, phone, load);
  expect(report.lies).toEqual([]);
  expect(report.done + report.failed + report.cancelled).toBe(8);
});
