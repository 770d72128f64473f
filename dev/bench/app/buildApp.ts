import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { AppModules } from './AppMessages';

export interface BuiltApp {
  /** The script of the Mini Program's thread. */
  readonly main: string;
  readonly modules: AppModules;
}

const root = join(__dirname, '../../..');

/** Builds what the thread of a Mini Program loads into `folder`. */
export async function buildApp(folder: string): Promise<BuiltApp> {
  const options = { bundle: true, outdir: folder, format: 'cjs', logLevel: 'warning' } as const;
  await Promise.all([
    build({ ...options, entryPoints: [join(__dirname, 'app-main.ts')], platform: 'node', target: 'node20' }),
    build({
      ...options,
      entryPoints: { product: join(root, 'miniprogram/cos/index.ts') },
      target: 'es2018',
      minify: true,
      plugins: [configOfTask],
    }),
  ]);
  return {
    main: join(folder, 'app-main.js'),
    modules: { product: join(folder, 'product.js'), sdk: require.resolve('cos-wx-sdk-v5') },
  };
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
