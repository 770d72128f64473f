import { join } from 'node:path';
import { build } from 'esbuild';
import { emitJavaScript } from '../copy/javascript/emitJavaScript';
import { javascriptFolder } from '../copy/source/Template';

/** What `bin` of package.json names, and the folder `cos` as JavaScript. Both are in dist/, which git ignores. */
export async function buildProgram(root: string): Promise<void> {
  await Promise.all([
    build({
      entryPoints: [join(root, 'dev/program/main.ts')],
      outfile: join(root, 'dist/main.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      banner: { js: '#!/usr/bin/env node' },
      // The UMD build of jsonc-parser requires its files in a way that no bundler follows.
      mainFields: ['module', 'main'],
      // The error that is thrown says the same.
      logLevel: 'silent',
    }),
    emitJavaScript(join(root, 'miniprogram/cos'), join(root, javascriptFolder), join(root, 'biome.json')),
  ]);
}
