import { interruptLargeFile } from './support/interruptLargeFile';

/** `npm run test:long` does the same with 100 MB. */
test('a file that is paused and killed, and killed again, goes on with the parts that COS does not have', async () => {
  const { kept, twice, sentAgain, isWhole } = await interruptLargeFile(24 * 1024 * 1024, 20 * 1024 * 1024);
  expect(isWhole).toBe(true);
  // One for each lane at each interruption, when what was under way arrives late.
  expect(twice).toBeLessThanOrEqual(16);
  expect(sentAgain).toBeLessThanOrEqual(16.2 * 1024 * 1024);
  const [first = 0, second = 0] = kept;
  expect(second).toBeGreaterThan(first);
});
