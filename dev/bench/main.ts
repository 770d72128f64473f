import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Misuse, readOptions, runCommand } from '../commandLine';
import { buildApp } from './app/buildApp';
import { type WayName, ways } from './app/ways/ways';
import { measureChecksums } from './checksums/measureChecksums';
import { profiles } from './link/LinkProfile';
import { drawPicture } from './report/drawPicture';
import { rowHead, summary, wayLine } from './report/table';
import { fullComparison, quickComparison, type Row } from './run/comparison';
import { loads } from './run/Load';
import { measureRow } from './run/measureRow';
import { measureScroll } from './scroll/measureScroll';
import { scrollHead, scrollLine } from './scroll/scrollLine';

const usage =
  'npm run bench -- [--quick] [--profile wifi,4g] [--load photos,small] [--way template,plain-10] ' +
  '[--times 3] [--json results.json] [--picture results.svg] [--checksums] [--scroll 10000]';

async function main(): Promise<void> {
  const options = readOptions({
    quick: 'flag',
    checksums: 'flag',
    scroll: 'optional',
    profile: 'optional',
    load: 'optional',
    way: 'optional',
    times: 'optional',
    json: 'optional',
    picture: 'optional',
  });
  if (options.checksums) return measureChecksums();
  if (options.scroll) {
    const files = wholeNumber('scroll', options.scroll, 100_000);
    console.log(scrollHead);
    return measureScroll(files, (way, result) => console.log(scrollLine(way, result)));
  }
  const rows = chooseRows(options.quick ? quickComparison : fullComparison, options);
  const times = wholeNumber('times', options.times ?? '1');
  const folder = await mkdtemp(join(tmpdir(), 'bench-app-'));
  try {
    const app = await buildApp(folder);
    const results = [];
    for (const row of rows) {
      results.push(
        await measureRow(app, row, times, {
          begins: (head) => console.log(rowHead(head)),
          measured: (way, measured) => console.log(wayLine(way, measured)),
          failed: (way, reason) => console.log(`${ways[way].title}: ${reason}`),
        }),
      );
    }
    console.log(`\n${summary(results)}`);
    if (results.some(({ failed }) => Object.keys(failed).length > 0)) process.exitCode = 1;
    if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
    if (options.picture) await writeFile(options.picture, drawPicture(results));
  } finally {
    await rm(folder, { recursive: true });
  }
  if (rows === fullComparison) await measureChecksums();
}

/** Without a choice, those of the comparison; with one, each of these profiles with each of these loads. */
function chooseRows(
  comparison: readonly Row[],
  { profile, load, way }: { profile: string | undefined; load: string | undefined; way: string | undefined },
): readonly Row[] {
  if (profile === undefined && load === undefined && way === undefined) return comparison;
  const chosenWays = way === undefined ? undefined : namesIn('way', way, ways);
  const chosenLoads = load === undefined ? undefined : namesIn('load', load, loads);
  const chosenProfiles = profile === undefined ? undefined : namesIn('profile', profile, profiles);
  if (chosenProfiles && chosenLoads) {
    const all: readonly WayName[] = chosenWays ?? namesIn('way', Object.keys(ways).join(), ways);
    return chosenProfiles.flatMap((name) =>
      chosenLoads.map((one) => ({ profile: name, load: one, ways: all })),
    );
  }
  return comparison
    .filter((row) => chosenProfiles?.includes(row.profile) ?? true)
    .filter((row) => chosenLoads?.includes(row.load) ?? true)
    .map((row) => ({ ...row, ways: row.ways.filter((name) => chosenWays?.includes(name) ?? true) }));
}

function namesIn<Name extends string>(
  option: string,
  given: string,
  all: Readonly<Record<Name, unknown>>,
): Name[] {
  const names = Object.keys(all) as Name[];
  return given.split(',').map((text) => {
    const name = names.find((one) => one === text);
    if (name === undefined)
      throw new Misuse(`--${option} ${text} is not known. There are ${names.join(', ')}.`);
    return name;
  });
}

function wholeNumber(option: string, text: string, most = 99): number {
  if (/^[1-9]\d*$/.test(text) && Number(text) <= most) return Number(text);
  throw new Misuse(`--${option} ${text} is no whole number from 1 to ${most}.`);
}

runCommand(usage, async () => {
  await main();
  // Links and browsers may be open still.
  process.exit();
});
