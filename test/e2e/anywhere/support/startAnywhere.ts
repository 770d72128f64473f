import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import automator from 'miniprogram-automator';
import { configSource } from '../../../../dev/local-cloud/configSource';
import { localConfig, shippedPorts } from '../../../../dev/local-cloud/localConfig';
import type { LocalCloud } from '../../../../dev/local-cloud/startLocalCloud';
import { startInFolder } from '../../support/startInFolder';
import {
  hearExceptions,
  type MiniProgram,
  type Opened,
  type Product,
  type ProductOptions,
  startProduct,
} from '../../support/startProduct';
import { openFileExchange } from './FileExchange';
import type { Place } from './places';
import { scriptedPerson } from './scriptedPerson';

const root = join(__dirname, '../../../..');
/** ms. DevTools have a window to open, and a project to build. */
const START_LIMIT = 90_000;

type Options = Pick<ProductOptions, 'config' | 'overrides' | 'cloud' | 'language'>;

/** The Mini Program on its first page, and the local cloud that it was built for. The language is only chosen in the simulator. */
export function startAnywhere(place: Place, options: Options = {}): Promise<Opened> {
  return place.kind === 'simulator' ? startProduct(place.browser, options) : startOutside(place, options);
}

/** For `testInSimulator`. Throws elsewhere. */
export function simulatorOf(opened: Opened): Product {
  if ('simulator' in opened) return opened as Product;
  throw new Error('Only the simulator has this: use testInSimulator.');
}

async function startOutside(place: Exclude<Place, { kind: 'simulator' }>, options: Options): Promise<Opened> {
  if (place.kind === 'address' && !isAsShipped(options)) {
    throw new Error('This script is for a project of its own: run it with --devtools, not with --ws.');
  }
  const { close, uncaught, ...opened } = await startInFolder(async ({ dir, endBy, cloud: startCloud }) => {
    const cloud = await startCloud({
      ...(place.kind === 'address' && { ports: { ...shippedPorts, sts: 0, faults: 0 } }),
      ...options.cloud,
    });
    const exchange = await openFileExchange();
    endBy(exchange.close);
    let miniProgram: MiniProgram;
    if (place.kind === 'address') {
      miniProgram = await automator.connect({ wsEndpoint: place.wsEndpoint });
      endBy(async () => miniProgram.disconnect());
    } else {
      miniProgram = await automator.launch({
        ...(place.cliPath && { cliPath: place.cliPath }),
        projectPath: await copyProject(join(dir, 'project'), cloud, options),
        trustProject: true,
        timeout: START_LIMIT,
      });
      endBy(() => miniProgram.close());
    }
    await expectJustStarted(miniProgram);
    const uncaught = hearExceptions(miniProgram);
    return { cloud, miniProgram, uncaught, person: await scriptedPerson(miniProgram, exchange) };
  });
  return {
    ...opened,
    async close() {
      await close();
      uncaught.expectNone();
    },
  };
}

function isAsShipped({ config, overrides }: Options): boolean {
  return overrides === undefined && isDeepStrictEqual(localConfig(undefined, config), localConfig());
}

/** What is already open may hold files, keys and answers of another run. */
async function expectJustStarted(miniProgram: MiniProgram): Promise<void> {
  const stack = await miniProgram.pageStack();
  const paths = stack.map(({ path }) => path);
  if (paths.join() === 'pages/home/home') return;
  throw new Error(
    `The Mini Program shows ${paths.join(' › ')}. Clear its data and compile it anew, then run this again.`,
  );
}

/** A project that DevTools can open, built for this cloud. Returns its folder. */
async function copyProject(folder: string, cloud: LocalCloud, options: Options): Promise<string> {
  await cp(join(root, 'miniprogram'), join(folder, 'miniprogram'), { recursive: true });
  const overrides = { 'cos/config.ts': configSource(cloud, options.config), ...options.overrides };
  for (const [path, text] of Object.entries(overrides)) {
    await writeFile(join(folder, 'miniprogram', path), text);
  }
  const { cloudfunctionRoot: _, ...config } = JSON.parse(
    await readFile(join(root, 'project.config.json'), 'utf8'),
  );
  // The local cloud is plain HTTP on this machine, which no list of domains can hold.
  const setting = { ...config.setting, urlCheck: false };
  await writeFile(join(folder, 'project.config.json'), JSON.stringify({ ...config, setting }));
  return folder;
}
