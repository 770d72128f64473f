import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import automator from 'miniprogram-automator';
import { type ConfigVariant, configSource } from '../../../dev/local-cloud/configSource';
import {
  account,
  type LocalCloud,
  type LocalCloudOptions,
  startLocalCloud,
} from '../../../dev/local-cloud/startLocalCloud';
import { createPhone, type Phone } from '../../../dev/simulator/phone/createPhone';
import { type Simulator, startSimulator } from '../../../dev/simulator/simulator';
import type { Host, OpenHost } from './hosts';

type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;
export type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>;

const root = join(__dirname, '../../..');

export interface Product {
  miniProgram: MiniProgram;
  cloud: LocalCloud;
  phone: Phone;
  simulator: Simulator;
  host: OpenHost;
  /** Closes the page and opens it again on a phone with these settings: the Mini Program starts on its first page. */
  reopen(settings: Parameters<Phone['settings']['update']>[0]): Promise<void>;
  close(): Promise<void>;
}

export type Language = 'zh_CN' | 'en';

export interface ProductOptions {
  config?: ConfigVariant;
  /** A Mini Program that has the subpackage under a root of its own. Default: the template, under `cos`. */
  host?: { source: string; root: string };
  /** Source files to replace, such as `cos/config.ts`. */
  overrides?: Record<string, string>;
  language?: Language;
  cloud?: Pick<LocalCloudOptions, 'functionSettings' | 'createdSince2024' | 'ownerPolicy'>;
}

/** The whole product on free ports and an empty folder, opened in the host and connected to the automator. */
export async function startProduct(host: Host, options: ProductOptions = {}): Promise<Product> {
  const dir = await mkdtemp(join(tmpdir(), 'product-'));
  const cloud = await startLocalCloud({
    dataDir: join(dir, 'cos'),
    functionsRoot: join(root, 'cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    ...options.cloud,
  });
  const phone = await createPhone({
    dir: join(dir, 'phone'),
    openId: account.openId,
    callFunction: cloud.functions.call,
  });
  phone.settings.update({ language: options.language ?? 'en' });
  const simulator = await startSimulator({
    port: 0,
    source: options.host?.source ?? join(root, 'miniprogram'),
    phone,
    cloud: cloud.cos,
    overrides: {
      [`${options.host?.root ?? 'cos'}/config.ts`]: configSource(cloud, options.config),
      ...options.overrides,
    },
  });
  const product: Product = {
    cloud,
    phone,
    simulator,
    host: await host.open(simulator),
    miniProgram: await automator.connect({ wsEndpoint: simulator.automatorEndpoint }),
    async reopen(settings) {
      await product.host.close();
      phone.settings.update(settings);
      product.host = await host.open(simulator);
    },
    async close() {
      product.miniProgram.disconnect();
      await product.host.close();
      await simulator.close();
      await phone.close();
      await cloud.close();
      await rm(dir, { recursive: true });
    },
  };
  return product;
}
