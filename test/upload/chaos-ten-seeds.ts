import { TestPhone } from '../support/phone/TestPhone';
import { runChaos } from './support/chaos';
import { loadFlows } from './support/loadFlows';

/**
 * Uploads 40 files in parts with each of ten seeds, while half of the answers to CompleteMultipartUpload are lost, everything else fails now
 * and then, and a person cancels and tries again. Counts what the list of uploads said and what was not so.
 *
 *     npx tsx test/upload/chaos-ten-seeds.ts [seeds] [files]
 */
async function main([seeds = '10', files = '40']: readonly string[]): Promise<void> {
  const phone = new TestPhone();
  const load = loadFlows(phone);
  let lies = 0;
  for (let seed = 1; seed <= Number(seeds); seed += 1) {
    await phone.renew();
    const began = Date.now();
    const chaos = { seed, files: Number(files), bytes: [4_300_000, 9_000_000] } as const;
    const report = await runChaos(chaos, phone, load);
    lies += report.lies.length;
    const { done, failed, cancelled, requests, sentRatio } = report;
    console.log(
      `seed ${seed}: ${done} done, ${failed} failed, ${cancelled} cancelled; ${requests} requests, ` +
        `${sentRatio.toFixed(2)} times the bytes sent, ${Math.round((Date.now() - began) / 1000)} s`,
    );
    for (const lie of report.lies) console.log(`  ${lie}`);
  }
  await phone.close();
  console.log(lies === 0 ? 'Nothing was said that is not so.' : `${lies} lies`);
  process.exit(lies === 0 ? 0 : 1);
}

void main(process.argv.slice(2));
