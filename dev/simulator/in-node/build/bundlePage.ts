import { join } from 'node:path';
import { build } from 'esbuild';

const inPage = join(__dirname, '../../in-page');

/** The script of the phone's page. */
export async function bundlePage(): Promise<string> {
  const entry = `
    import { start } from './runtime/start';
    import { createWx } from './wx/createWx';
    start(window, createWx).catch((error) => {
      document.body.textContent = String(error && error.message || error);
      throw error;
    });`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: inPage, loader: 'ts' },
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
