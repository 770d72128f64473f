import { ScriptedCloud } from '../client/support/ScriptedCloud';
import { fewOf } from '../support/isWide';
import { killAt, type Step } from './support/killAt';

const cloud = new ScriptedCloud();
beforeAll(() => cloud.start());
afterAll(() => cloud.close());

const ways: [how: string, bytes: number, at: Step['at'], stride: number, least: number][] = [
  ['in one request, at every third call of wx', 50_000, 'call', 3, 10],
  ['in one request, when each request has arrived', 50_000, 'request', 1, 1],
  ['in one request, before each answer', 50_000, 'answer', 1, 1],
  ['in parts, before every third answer', 4_600_000, 'answer', 3, 7],
];

/** test/upload/kill-at-each-step.ts has all steps. */
test.each(fewOf(ways, ([, , at]) => at !== 'answer'))(
  'a file %s: killed there, it is stored once after the next start',
  async (_case, bytes, at, stride, least) => {
    let count = 1;
    for (; ; count += stride) {
      const wrong = await killAt(cloud, bytes, { at, count });
      if (!wrong) break;
      expect({ count, wrong }).toEqual({ count, wrong: [] });
    }
    expect(count).toBeGreaterThanOrEqual(least);
  },
);
