import { join } from 'node:path';
import type { LocalNetwork } from '../../../dev/http/LocalNetwork';
import { account } from '../../../dev/local-cloud/account';
import type { LocalCloud, LocalCloudOptions } from '../../../dev/local-cloud/startLocalCloud';
import { createPanelRoutes } from '../../../dev/panel/server/createPanelRoutes';
import { createPhone, type Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import { type Simulator, startSimulator } from '../../../dev/simulator/startSimulator';
import { startInFolder } from './startInFolder';

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
  return startInFolder(async ({ dir, endBy, cloud: startCloud }) => {
    const { network } = options;
    const cloud = await startCloud({ ...(network && { network }), ...options.cloud });
    const phone = createPhone({
      dir: join(dir, 'phone'),
      openId: account.openId,
      callFunction: cloud.functions.call,
    });
    endBy(() => phone.close());
    const simulator = await startSimulator({
      port: 0,
      source: options.source ?? join(root, 'miniprogram'),
      phone,
      ...(network && { network }),
      cache: buildCache,
      beside: createPanelRoutes(phone, cloud.cos),
      overrides: options.overrides?.(cloud) ?? {},
    });
    endBy(() => simulator.close());
    return { cloud, phone, simulator };
  });
}
