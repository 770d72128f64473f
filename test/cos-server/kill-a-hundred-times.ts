import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAgainAndAgain } from './support/killing';
import { processOptions } from './support/startProcess';
import { bucket } from './support/startTestServer';

/**
 * Kills a COS server a hundred times under load, at random moments, and counts what it lost.
 *
 *     npx tsx test/cos-server/kill-a-hundred-times.ts [kills]
 */
async function main([kills = '100']: readonly string[]): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'cos-killing-'));
  const began = Date.now();
  const report = await killAgainAndAgain({
    kills: Number(kills),
    latest: 700,
    random: Math.random,
    server: processOptions(data),
  });
  const left = await readdir(join(data, bucket, 'contents'));
  await rm(data, { recursive: true });
  console.log(`${kills} kills in ${Math.round((Date.now() - began) / 1000)} s`);
  console.log(
    `${report.acknowledged} changes were acknowledged, ${report.undecided} were under way at a kill`,
  );
  console.log(
    `${report.compared} states were compared; ${left.length} files of content were left at the end`,
  );
  console.log(
    report.broken.length === 0
      ? 'Nothing was lost and nothing partial was visible.'
      : report.broken.join('\n'),
  );
  process.exitCode = report.broken.length === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
