import { interruptLargeFile } from './support/interruptLargeFile';

/**
 * A file of 100 MB that is paused, and whose Mini Program is killed and started again, twice; prints what was sent again.
 *
 *     npx tsx test/upload/interrupt-100-mb.ts [megabytes]
 */
async function main([megabytes = '100']: readonly string[]): Promise<void> {
  const MB = 1024 * 1024;
  const { sentAgain, twice, kept, isWhole } = await interruptLargeFile(Number(megabytes) * MB, 20 * MB);
  const inMB = (bytes: number) => (bytes / MB).toFixed(1);
  console.log(
    `${megabytes} MB, paused and killed, then killed: kept ${kept.map(inMB).join(' and ')} MB, ` +
      `sent again ${inMB(sentAgain)} MB, headers included, ${twice} parts whole; ${isWhole ? 'stored once, with its checksum' : 'not stored as it should be'}`,
  );
  // One part of 1 MB for each of eight lanes, at each of the two interruptions; and what headers need.
  const most = 2 * 8 * MB + 0.01 * Number(megabytes) * MB;
  process.exit(isWhole && twice <= 2 * 8 && sentAgain <= most ? 0 : 1);
}

void main(process.argv.slice(2));
