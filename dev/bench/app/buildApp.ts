import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { AppModules } from './AppMessages';

export interface BuiltApp {
  /** The script of the Mini Program's thread. */
  readonly main: string;
  readonly modules: AppModules;
}

const root = join(__dirname, '../../..');

/** What the ways take of the template: its door, and the script of a page that runs when it is asked for. */
const door = `
  export * from './index';
  export const loadTransfers = () => require('./pages/transfers/transfers');
`;

/** Builds what the thread of a Mini Program loads into `folder`. */
export async function buildApp(folder: string): Promise<BuiltApp> {
  const options = { bundle: true, format: 'cjs', logLevel: 'warning' } as const;
  const main = join(folder, 'app-main.js');
  const product = join(folder, 'product.js');
  await Promise.all([
    build({
      ...options,
      entryPoints: [join(__dirname, 'app-main.ts')],
      outfile: main,
      platform: 'node',
      target: 'node20',
    }),
    build({
      ...options,
      stdin: {
        contents: door,
        resolveDir: join(root, 'miniprogram/cos'),
        loader: 'ts',
        sourcefile: 'product.ts',
      },
      outfile: product,
      target: 'es2018',
      minify: true,
      plugins: [configOfTask],
    }),
  ]);
  return { main, modules: { product, sdk: require.resolve('cos-wx-sdk-v5') } };
}

/** In place of miniprogram/cos/config.ts: the ports of the cloud are known when a run starts. */
const configOfTask: Plugin = {
  name: 'config of the task',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]miniprogram[\\/]cos[\\/]config\.ts$/ }, () => ({
      contents: 'export const config = globalThis.benchConfig;',
      loader: 'ts',
    }));
  },
};
