import { join, resolve } from 'node:path';
import { portNumber, readOptions, runCommand } from './commandLine';
import { watchFunctions } from './functions/watchFunctions';
import { preferPort } from './http/preferPort';
import { keepPrivate } from './keepPrivate';
import { account } from './local-cloud/account';
import { configSource } from './local-cloud/configSource';
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

const usage = 'npm start -- [--port 7300] [--data .local]';

/** `npm start`: the local cloud, the phone and the Mini Program on it. */
runCommand(usage, async () => {
  const options = readOptions({ port: 'optional', data: 'optional' });
  const port = portNumber('port', options.port ?? '7300');
  const dataDir = resolve(options.data ?? join(root, '.local'));
  await prepare();
  await keepPrivate(dataDir);
  const cloud = await startCloud(join(dataDir, 'cos'));
  const phone = createPhone({
    dir: join(dataDir, 'phone'),
    openId: account.openId,
    callFunction: cloud.functions.call,
  });
  const moved = hasMoved(cloud);
  const simulator = await startSimulator({
    port: await preferPort(port),
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

  const styles = await watchFolder(join(root, 'miniprogram/cos/styles'), () => {
    copyTokens().catch((error: unknown) => console.log(messageOf(error)));
  });

  const ready = [
    `\n  ${simulator.url}\n`,
    `Open it in a browser. Files are kept in ${dataDir}. Ctrl+C stops.`,
    `Scripts drive it with miniprogram-automator at ${simulator.automatorEndpoint} (npm run drive).`,
  ].join('\n');
  return {
    ready: moved ? `${ready}\n${explainMove(cloud)}` : ready,
    close: async () => {
      await styles.close();
      await functions.close();
      await simulator.close();
      await phone.close();
      await cloud.close();
    },
  };
});

async function startCloud(dir: string): Promise<LocalCloud> {
  const start = (ports: LocalCloudOptions['ports']): Promise<LocalCloud> =>
    startLocalCloud({ dataDir: dir, functionsRoot: join(root, 'cloudfunctions'), ports });
  try {
    return await start({
      cos: await preferPort(shippedPorts.cos),
      functions: await preferPort(shippedPorts.functions),
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

function explainMove(cloud: LocalCloud): string {
  return [
    `Port ${shippedPorts.cos} or ${shippedPorts.functions} is in use by another program, so the local cloud took others. This page knows.`,
    `For WeChat DevTools, stop that program and start again, or put these into miniprogram/cos/config.ts:`,
    `  endpoint: '${cloud.cos.url}',`,
    `  credentials: { url: '${cloud.functions.url}/cos-credentials' },`,
  ].join('\n');
}
