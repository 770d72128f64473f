import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../commandLine';
import { messageOf } from '../messageOf';
import { buildApp } from './app/buildApp';
import { type WayName, ways } from './app/ways/ways';
import { profiles } from './link/LinkProfile';
import { tableHead, tableLine } from './report/table';
import { loads } from './run/Load';
import { runWay } from './run/runWay';

const usage = 'npm run bench -- [--profile wifi,4g] [--load photos,small] [--way template,plain-10]';

async function main(): Promise<void> {
  const options = readOptions({ profile: 'optional', load: 'optional', way: 'optional' });
  const chosen = {
    profiles: chosenNames('profile', options.profile ?? 'wifi,4g', profiles),
    loads: chosenNames('load', options.load ?? 'photos,small', loads),
    ways: chosenNames('way', options.way, ways) as WayName[],
  };
  const folder = await mkdtemp(join(tmpdir(), 'bench-app-'));
  try {
    const app = await buildApp(folder);
    for (const profile of chosen.profiles) {
      for (const load of chosen.loads) {
        console.log(`\n${profiles[profile].name}; ${loads[load].name}\n${tableHead()}`);
        for (const way of chosen.ways) {
          const measured = await runWay({ app, way, load: loads[load], profile: profiles[profile] });
          console.log(tableLine(way, measured));
        }
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function chosenNames<Name extends string>(
  option: string,
  given: string | undefined,
  all: Readonly<Record<Name, unknown>>,
): Name[] {
  const names = Object.keys(all) as Name[];
  if (given === undefined) return names;
  return given.split(',').map((text) => {
    const name = names.find((one) => one === text);
    if (name === undefined)
      throw new Error(`--${option} ${text} is not known. There are ${names.join(', ')}.`);
    return name;
  });
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(`${messageOf(error)}\n\nUsage: ${usage}`);
    process.exit(1);
  },
);
