import { createFakeWx } from '../support/fakeWx';
import { runChaos } from './support/chaos';
import { loadFlows } from './support/loadFlows';

const fake = createFakeWx();
const load = loadFlows(fake);
afterAll(() => fake.close());

/** `npm run test:long` runs ten seeds with 40 files. */
test.each([1, 2])('chaos of seed %i: the list of uploads says what is stored', async (seed) => {
  await fake.reset();
  const report = await runChaos({ seed, files: 8, bytes: [100_000, 6_000_000] }, fake, load);
  expect(report.lies).toEqual([]);
  expect(report.done + report.failed + report.cancelled).toBe(8);
});
