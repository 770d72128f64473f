import { join } from 'node:path';
import { build } from 'esbuild';

/** What a life of the Mini Program is made of. */
export type Product = Pick<typeof import('../../../miniprogram/cos/createFlows'), 'createFlows'>;

/** What a Mini Program finds around it and that ends with it. */
export interface Surroundings {
  readonly wx: object;
  readonly console: Partial<Console>;
  readonly Date: DateConstructor;
  readonly setTimeout: (work: () => void, milliseconds?: number) => unknown;
  readonly clearTimeout: (timer: never) => void;
  readonly setInterval: (work: () => void, milliseconds?: number) => unknown;
  readonly clearInterval: (timer: never) => void;
}

const NAMES = [
  'wx',
  'console',
  'Date',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
] as const;

let code: Promise<string> | undefined;

/** The product, evaluated anew: no variable is shared with what was loaded before. */
export async function loadProduct(surroundings: Surroundings): Promise<Product> {
  code ??= bundle();
  const module = { exports: {} };
  // WeChat's module wrapper declares window, and the SDK's bundle mentions it.
  const evaluate = new Function('module', 'exports', 'window', ...NAMES, await code);
  evaluate(module, module.exports, {}, ...NAMES.map((name) => surroundings[name]));
  return module.exports as Product;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { createFlows } from './createFlows';",
      resolveDir: join(__dirname, '../../../miniprogram/cos'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
