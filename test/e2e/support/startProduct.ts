import automator from 'miniprogram-automator';
import { asCommonJs } from '../../../dev/copy/javascript/asCommonJs';
import { withoutTypes } from '../../../dev/copy/javascript/withoutTypes';
import { configSource } from '../../../dev/local-cloud/configSource';
import type { ConfigVariant } from '../../../dev/local-cloud/localConfig';
import type { LocalCloud, LocalCloudOptions } from '../../../dev/local-cloud/startLocalCloud';
import type { Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import type { Simulator } from '../../../dev/simulator/startSimulator';
import type { Person } from '../anywhere/support/Person';
import { simulatedPerson } from '../anywhere/support/simulatedPerson';
import type { OpenWindow, TestBrowser } from './browsers';
import { startServers } from './startServers';

export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;
export type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>;

/** What there is wherever the Mini Program runs. */
export interface Opened {
  miniProgram: MiniProgram;
  cloud: LocalCloud;
  person: Person;
  /** Rejects when the Mini Program has thrown or rejected something that nobody caught. */
  close(): Promise<void>;
}

/** What the simulator has beside. */
export interface Simulated {
  miniProgram: MiniProgram;
  phone: Phone;
  simulator: Simulator;
  window: OpenWindow;
}

export interface Product extends Opened, Simulated {
  /**
   * Closes the page and opens it again on a phone with these settings, in another browser if one is given: the Mini Program
   * starts on its first page.
   */
  reopen(settings: Parameters<Phone['settings']['update']>[0], browser?: TestBrowser): Promise<void>;
}

export type Language = 'zh_CN' | 'en';

export interface ProductOptions {
  config?: ConfigVariant;
  /** A Mini Program that has the folder under a root of its own, in TypeScript unless it says otherwise. Default: the template, under `cos`. */
  app?: { source: string; root: string; language?: 'typescript' | 'javascript' };
  /** Source files to replace, such as `cos/config.ts`. */
  overrides?: Record<string, string>;
  language?: Language;
  cloud?: Pick<LocalCloudOptions, 'functionSettings' | 'createdSince2024' | 'ownerPolicy'>;
}

/** The whole product on free ports and an empty folder, opened in the browser and connected to the automator. */
export async function startProduct(browser: TestBrowser, options: ProductOptions = {}): Promise<Product> {
  const servers = await startServers({
    ...(options.app && { source: options.app.source }),
    ...(options.cloud && { cloud: options.cloud }),
    overrides: (cloud) => ({
      ...configFor(cloud, options),
      ...options.overrides,
    }),
  });
  const { cloud, phone, simulator } = servers;
  phone.settings.update({ language: options.language ?? 'en' });
  const window = await browser.open(simulator);
  const miniProgram = await automator.connect({ wsEndpoint: simulator.automatorEndpoint });
  const uncaught = hearExceptions(miniProgram);
  const product: Product = {
    cloud,
    phone,
    simulator,
    window,
    miniProgram,
    get person() {
      return simulatedPerson(product);
    },
    async reopen(settings, other = browser) {
      await product.window.close();
      phone.settings.update(settings);
      product.window = await other.open(simulator);
    },
    async close() {
      product.miniProgram.disconnect();
      await product.window.close();
      await servers.close();
      uncaught.expectNone();
    },
  };
  return product;
}

function configFor(cloud: LocalCloud, { app, config }: ProductOptions): Record<string, string> {
  const source = configSource(cloud, config);
  const path = `${app?.root ?? 'cos'}/config`;
  if (app?.language !== 'javascript') return { [`${path}.ts`]: source };
  return { [`${path}.js`]: asCommonJs(withoutTypes(source) ?? '') };
}

/** Thrown or rejected where nobody hears of it: on a phone it would be silence. */
export function hearExceptions(miniProgram: MiniProgram): { expectNone(): void } {
  const uncaught: string[] = [];
  miniProgram.on('exception', ({ message, stack }: Error) => uncaught.push(stack ?? message));
  return {
    expectNone() {
      if (uncaught.length > 0) throw new Error(`In the Mini Program: ${uncaught.join('\n')}`);
    },
  };
}
