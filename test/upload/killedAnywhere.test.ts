import { ScriptedCloud } from '../client/support/ScriptedCloud';
import { killAt, type Step } from './support/killAt';

const cloud = new ScriptedCloud();
beforeAll(() => cloud.start());
afterAll(() => cloud.close());

/** `npm run test:long` has all steps. */
test.each([
  ['in one request, at each call of wx', 50_000, 'call', 10],
  ['in one request, when each request has arrived', 50_000, 'request', 1],
  ['in one request, before each answer', 50_000, 'answer', 1],
  ['in parts, before each answer', 4_600_000, 'answer', 7],
] as [string, number, Step['at'], number][])(
  'a file %s: killed there, it is stored once after the next start',
  async (_case, bytes, at, least) => {
    let steps = 0;
    for (;;) {
      const wrong = await killAt(cloud, bytes, { at, count: steps + 1 });
      if (!wrong) break;
      steps += 1;
      expect({ steps, wrong }).toEqual({ steps, wrong: [] });
    }
    expect(steps).toBeGreaterThanOrEqual(least);
  },
);
