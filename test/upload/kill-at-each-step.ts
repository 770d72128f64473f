import { randomFrom } from '../../dev/bench/link/randomFrom';
import { ScriptedCloud } from '../client/support/ScriptedCloud';
import { killAt, type Step } from './support/killAt';

const STEPS = ['call', 'request', 'answer'] as const;

/**
 * Kills the Mini Program at each step of an upload, one at a time: before each call of wx, when each request has arrived, and
 * before each answer; then at two random steps, the second after a restart; and counts what is wrong in the end.
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
    for (const at of STEPS) {
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
  const random = randomFrom(1);
  const step = (): Step => {
    const at = STEPS[Math.floor(random() * STEPS.length)] ?? 'call';
    return { at, count: 1 + Math.floor(random() * (at === 'call' ? 45 : 9)) };
  };
  let pairs = 0;
  while (pairs < 100) {
    const steps = [step(), step()];
    const found = await killAt(cloud, random() < 0.4 ? 50_000 : 4_600_000, ...steps);
    if (!found) continue;
    pairs += 1;
    wrong += found.length;
    for (const what of found) console.log(`  ${JSON.stringify(steps)}: ${what}`);
  }
  console.log(`Killed ${pairs} times at two steps`);
  console.log(wrong === 0 ? 'Stored once each time, and nothing left.' : `${wrong} times wrong`);
  process.exit(wrong === 0 ? 0 : 1);
}

void main();
