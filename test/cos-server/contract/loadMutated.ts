import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import type { startCosServer } from '../../../dev/cos-server/startCosServer';

/** One bug, as a change of the server's source. */
export interface Mutation {
  name: string;
  /** In dev/cos-server. */
  file: string;
  /** Text that is there exactly once; empty changes nothing. */
  from: string;
  to: string;
}

/** Bundles the server with a bug in it. Throws when the text to change is not there, or not once. */
export async function loadMutated(folder: string, mutation: Mutation): Promise<typeof startCosServer> {
  let applied = mutation.from === '';
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'startCosServer.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    write: false,
    plugins: [
      {
        name: 'mutate',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.ts$/ }, async ({ path }) => {
            if (mutation.from === '' || relative(folder, path) !== mutation.file) return undefined;
            const pieces = (await readFile(path, 'utf8')).split(mutation.from);
            if (pieces.length !== 2) {
              throw new Error(
                `Can't make the bug "${mutation.name}": its text is ${pieces.length - 1} times in ${mutation.file}, ` +
                  'not once. Change the mutation to fit the source.',
              );
            }
            applied = true;
            return { contents: pieces.join(mutation.to), loader: 'ts' };
          });
        },
      },
    ],
  });
  const [bundle] = outputFiles;
  if (!bundle || !applied) {
    throw new Error(`Can't make the bug "${mutation.name}": ${mutation.file} is no part of the server.`);
  }
  const module = { exports: {} as { startCosServer: typeof startCosServer } };
  const run = new Function('module', 'exports', 'require', bundle.text);
  run(module, module.exports, createRequire(join(folder, 'startCosServer.ts')));
  return module.exports.startCosServer;
}
