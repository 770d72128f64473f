import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { watchFunctions } from './functions/watchFunctions';
import { keepPrivate } from './keepPrivate';
import { configSource } from './local-cloud/configSource';
import {
  account,
  type LocalCloud,
  type LocalCloudOptions,
  startLocalCloud,
} from './local-cloud/startLocalCloud';
import { createPanelRoutes } from './panel/server/createPanelRoutes';
import { portNumber } from './portNumber';
import { preferPort } from './preferPort';
import { prepare } from './prepare';
import { createPhone } from './simulator/in-node/phone/createPhone';
import { startSimulator } from './simulator/simulator';

const root = join(__dirname, '..');

/** The ports that miniprogram/cos/config.ts names as shipped; the others are free to move. */
const shipped = { cos: 7301, functions: 7302 };
const FAULTS_PORT = 7304;

/** `npm start`: the local cloud, the phone and the Mini Program on it, until Ctrl+C. */
async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7300' },
      data: { type: 'string', default: join(root, '.local') },
    },
  });
  const dataDir = resolve(values.data);
  await prepare();
  await keepPrivate(dataDir);
  const cloud = await startCloud(join(dataDir, 'cos'));
  const phone = await createPhone({
    dir: join(dataDir, 'phone'),
    openId: account.openId,
    callFunction: cloud.functions.call,
  });
  const moved = hasMoved(cloud);
  const simulator = await startSimulator({
    port: await preferPort(portNumber('port', values.port)),
    source: join(root, 'miniprogram'),
    phone,
    beside: createPanelRoutes(phone, cloud.cos),
    watch: true,
    ...(moved && { overrides: { 'cos/config.ts': configSource(cloud) } }),
  });

  const functions = await watchFunctions(
    join(root, 'cloudfunctions'),
    ['actions.ts', 'contentTypes.ts'].map((table) => join(root, 'miniprogram/cos', table)),
    (message) => console.log(message),
  );

  console.log(`\n  ${simulator.url}\n`);
  console.log(`Open it in a browser. Files are kept in ${dataDir}. Ctrl+C stops.`);
  if (moved) console.log(explainMove(cloud));

  const stop = async (): Promise<void> => {
    await functions.close();
    await simulator.close();
    await phone.close();
    await cloud.close();
    process.exit();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function startCloud(dir: string): Promise<LocalCloud> {
  const start = (ports: LocalCloudOptions['ports']): Promise<LocalCloud> =>
    startLocalCloud({ dataDir: dir, functionsRoot: join(root, 'cloudfunctions'), ports });
  try {
    return await start({
      cos: await preferPort(shipped.cos),
      functions: await preferPort(shipped.functions),
      sts: 0,
      faults: await preferPort(FAULTS_PORT),
    });
  } catch (error) {
    // Another program took one of them since it was asked for.
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start({ cos: 0, functions: 0, sts: 0, faults: 0 });
  }
}

function hasMoved(cloud: LocalCloud): boolean {
  return cloud.cos.port !== shipped.cos || cloud.functions.port !== shipped.functions;
}

function explainMove(cloud: LocalCloud): string {
  return [
    `Port ${shipped.cos} or ${shipped.functions} is in use by another program, so the local cloud took others. This page knows.`,
    `For WeChat DevTools, stop that program and start again, or put these into miniprogram/cos/config.ts:`,
    `  endpoint: '${cloud.cos.url}',`,
    `  credentials: { url: '${cloud.functions.url}/cos-credentials' },`,
  ].join('\n');
}

start().catch((error: unknown) => {
  console.error(`npm start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
