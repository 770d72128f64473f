import { runSoak } from './support/soak';

/** `npm run test:long` runs ten seeds with 500 files. */
test('a Mini Program that is killed three times on a bad network stores each file once', async () => {
  const report = await runSoak({ seed: 1, files: 24, kills: 3 });
  expect(report.lies).toEqual([]);
  expect(report.kills).toBe(3);
});
