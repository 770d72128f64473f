import { MadeUpCloud } from './support/MadeUpCloud';

/** All cases of `npm run verify:cos`, on buckets of both kinds of the local server: no case may differ. */
async function main(): Promise<void> {
  for (const createdSince2024 of [false, true]) {
    const cloud = await MadeUpCloud.start({ createdSince2024 });
    const run = cloud.verify();
    const status = await run.ended;
    const left = await cloud.cos.objects();
    await cloud.close();
    console.log(run.output());
    if (status === 0 && left.length === 0) continue;
    console.error(`Status ${status}, and ${left.length} objects are left.`);
    process.exitCode = 1;
  }
}

void main();
