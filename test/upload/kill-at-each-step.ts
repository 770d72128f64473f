import { ScriptedCloud } from '../client/support/ScriptedCloud';
import { killAt } from './support/killAt';

/**
 * Kills the Mini Program at each step of an upload, one at a time: before each call of wx, when each request has arrived, and
 * before each answer; and counts what is wrong after the next start.
 *
 *     npx tsx test/upload/kill-at-each-step.ts
 */
async function main(): Promise<void> {
  const cloud = new ScriptedCloud();
  await cloud.start();
  let wrong = 0;
  for (const [bytes, how] of [
    [50_000, 'in one request'],
    [4_600_000, 'in parts'],
  ] as const) {
    for (const at of ['call', 'request', 'answer'] as const) {
      let count = 0;
      for (;;) {
        const found = await killAt(cloud, bytes, { at, count: count + 1 });
        if (!found) break;
        count += 1;
        wrong += found.length;
        for (const what of found) console.log(`  ${at} ${count} of a file ${how}: ${what}`);
      }
      console.log(`A file ${how}: killed at each of ${count} ${at}s`);
    }
  }
  console.log(wrong === 0 ? 'Stored once each time, and nothing left.' : `${wrong} times wrong`);
  process.exit(wrong === 0 ? 0 : 1);
}

void main();
