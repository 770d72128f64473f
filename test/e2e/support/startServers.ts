import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalNetwork } from '../../../dev/http/LocalNetwork';
import { account } from '../../../dev/local-cloud/account';
import {
  type LocalCloud,
  type LocalCloudOptions,
  startLocalCloud,
} from '../../../dev/local-cloud/startLocalCloud';
import { createPanelRoutes } from '../../../dev/panel/server/createPanelRoutes';
import { createPhone, type Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import { type Simulator, startSimulator } from '../../../dev/simulator/startSimulator';
import { onFunctionLine } from '../../support/onFunctionLine';

const root = join(__dirname, '../../..');

export interface Servers {
  readonly cloud: LocalCloud;
  readonly phone: Phone;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

export interface ServersOptions {
  /** The Mini Program's folder. Default: the template. */
  source?: string;
  /** Source files to replace, by their path in it. */
  overrides?: (cloud: LocalCloud) => Record<string, string>;
  cloud?: Partial<LocalCloudOptions>;
  /** Also serve there. */
  network?: LocalNetwork;
}

/** Everything that `npm start` serves, on free ports and an empty folder. What was started is ended when one fails. */
export async function startServers(options: ServersOptions = {}): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'servers-'));
  const ends: (() => Promise<void>)[] = [() => rm(dir, { recursive: true })];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const cloud = await startLocalCloud({
      dataDir: join(dir, 'cos'),
      functionsRoot: join(root, 'cloudfunctions'),
      ports: { cos: 0, functions: 0, sts: 0, faults: 0 },
      onLine: onFunctionLine,
      ...(options.network && { network: options.network }),
      ...options.cloud,
    });
    ends.push(() => cloud.close());
    const phone = createPhone({
      dir: join(dir, 'phone'),
      openId: account.openId,
      callFunction: cloud.functions.call,
    });
    ends.push(() => phone.close());
    const simulator = await startSimulator({
      port: 0,
      source: options.source ?? join(root, 'miniprogram'),
      phone,
      ...(options.network && { network: options.network }),
      cache: buildCache,
      beside: createPanelRoutes(phone, cloud.cos),
      overrides: options.overrides?.(cloud) ?? {},
    });
    ends.push(() => simulator.close());
    return { cloud, phone, simulator, close };
  } catch (error) {
    await close();
    throw error;
  }
}
