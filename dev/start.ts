import { join, resolve } from 'node:path';
import { portNumber, readOptions, runServer } from './commandLine';
import { bucketOf } from './configure/bucketOf';
import { standIn } from './configure/standIn';
import { Project } from './doctor/project/Project';
import { watchFunctions } from './functions/watchFunctions';
import type { LocalNetwork } from './http/LocalNetwork';
import { preferPort } from './http/preferPort';
import { keepPrivate } from './keepPrivate';
import { describeNetwork } from './lan/describeNetwork';
import { findAddress } from './lan/findAddress';
import { codeIn, writeSharedCloud } from './lan/SharedCloud';
import { account } from './local-cloud/account';
import { shippedPorts } from './local-cloud/localConfig';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from './local-cloud/startLocalCloud';
import { messageOf } from './messageOf';
import { createPanelRoutes } from './panel/server/createPanelRoutes';
import { copyTokens, prepare } from './prepare';
import { createPhone } from './simulator/in-node/phone/createPhone';
import { startSimulator } from './simulator/startSimulator';
import { watchFolder } from './watchFolder';

const root = join(__dirname, '..');

const FAULTS_PORT = 7304;

const usage = 'npm start -- [--port 7300] [--data .local] [--lan [ADDRESS]]';

/** `npm start`: the local cloud, the phone and the Mini Program on it. */
runServer(usage, async () => {
  const options = readOptions({ port: 'optional', data: 'optional', lan: 'word' });
  const port = portNumber('port', options.port ?? '7300');
  const dataDir = resolve(options.data ?? join(root, '.local'));
  const card = options.lan === undefined ? undefined : findAddress(options.lan);
  await prepare();
  await keepPrivate(dataDir);
  const network = card && { address: card.address, code: await codeIn(dataDir) };
  const cloud = await startCloud(join(dataDir, 'cos'), network);
  const phone = createPhone({
    dir: join(dataDir, 'phone'),
    openId: account.openId,
    callFunction: cloud.functions.call,
  });
  const moved = hasMoved(cloud);
  const project = new Project(root);
  const bucket = await bucketOf(project);
  const shipped = !moved && network === undefined && bucket === undefined;
  const simulator = await startSimulator({
    port: await preferPort(port, network?.address),
    ...(network && { network }),
    source: join(root, 'miniprogram'),
    phone,
    beside: createPanelRoutes(phone, cloud.cos),
    watch: true,
    ...(!shipped && { overrides: { 'cos/config.ts': await standIn(project, cloud.at) } }),
  });

  const functions = await watchFunctions(
    join(root, 'cloudfunctions'),
    ['actions.ts', 'contentTypes.ts'].map((table) => join(root, 'miniprogram/cos', table)),
    (message) => console.log(message),
  );

  const styles = await watchFolder(join(root, 'miniprogram/cos/styles'), () => {
    copyTokens().catch((error: unknown) => console.log(messageOf(error)));
  });

  const ready = [
    `\n  ${simulator.url}\n`,
    `Open it in a browser. Files are kept in ${dataDir}. Ctrl+C stops.`,
    `Scripts drive it with miniprogram-automator at ${simulator.automatorEndpoint} (npm run drive).`,
  ].join('\n');
  if (network) await writeSharedCloud(dataDir, { code: network.code, ...cloud.at });
  const more = [
    ...(bucket === undefined ? [] : [explainStandIn(bucket)]),
    // In a network the lines for config.ts are others.
    ...(moved && !network && bucket === undefined ? [explainMove(cloud)] : []),
    ...(card && simulator.networkUrl ? [describeNetwork(card, simulator.networkUrl, cloud.at)] : []),
  ];
  return {
    ready: [ready, ...more].join('\n'),
    close: async () => {
      await styles.close();
      await functions.close();
      await simulator.close();
      await phone.close();
      await cloud.close();
    },
  };
});

async function startCloud(dir: string, network: LocalNetwork | undefined): Promise<LocalCloud> {
  const start = (ports: LocalCloudOptions['ports']): Promise<LocalCloud> =>
    startLocalCloud({
      dataDir: dir,
      functionsRoot: join(root, 'cloudfunctions'),
      ports,
      ...(network && { network }),
    });
  try {
    return await start({
      cos: await preferPort(shippedPorts.cos, network?.address),
      functions: await preferPort(shippedPorts.functions, network?.address),
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
  return cloud.cos.port !== shippedPorts.cos || cloud.functions.port !== shippedPorts.functions;
}

function explainStandIn(bucket: string): string {
  return `config.ts names ${bucket}; here the local cloud stands in for it. WeChat DevTools and phones ask the bucket itself.`;
}

function explainMove(cloud: LocalCloud): string {
  return [
    `Port ${shippedPorts.cos} or ${shippedPorts.functions} is in use by another program, so the local cloud took others. This page knows.`,
    `For WeChat DevTools, stop that program and start again, or put these into miniprogram/cos/config.ts:`,
    `  endpoint: '${cloud.cos.url}',`,
    `  credentials: { url: '${cloud.functions.url}/cos-credentials' },`,
  ].join('\n');
}
