import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Runs TypeScript of the product as it would be built, and resolves with what it exports. Packages come from the project's
 * node_modules. Rejects when it can't be compiled, or throws while it is loaded.
 *
 * @param folder where `source` imports from.
 * @param print gets what the code writes to its console, by line.
 */
export async function evaluate<Exports>(
  folder: string,
  source: string,
  print: (line: string) => void = () => undefined,
): Promise<Exports> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'ts' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    write: false,
    // The error that is thrown says the same.
    logLevel: 'silent',
  });
  const module = { exports: {} };
  const line = (...words: unknown[]): void => print(words.map(String).join(' '));
  const console = { log: line, info: line, warn: line, error: line };
  const run = new Function('module', 'exports', 'require', 'console', outputFiles[0]?.text ?? '');
  run(module, module.exports, createRequire(join(folder, 'evaluated.js')), console);
  return module.exports as Exports;
}
