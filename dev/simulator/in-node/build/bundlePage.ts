import { join } from 'node:path';
import { build } from 'esbuild';

const runtime = join(__dirname, '../../in-page/runtime');
const bundles = new Map<string, Promise<string>>();

/** The script of the phone page: the runtime with this `wx` (a module that exports createWx). Bundled once a process. */
export function bundlePage(wxModule: string): Promise<string> {
  const known = bundles.get(wxModule);
  if (known) return known;
  const bundle = bundleWith(wxModule);
  bundles.set(wxModule, bundle);
  return bundle;
}

async function bundleWith(wxModule: string): Promise<string> {
  const entry = `
    import { start } from ${JSON.stringify(join(runtime, 'start'))};
    import { createWx } from ${JSON.stringify(wxModule)};
    start(window, createWx).catch((error) => {
      document.body.textContent = String(error && error.message || error);
      throw error;
    });`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: runtime, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild made no script for the phone page.');
  return script.text;
}
