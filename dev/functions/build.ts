import { randomUUID } from 'node:crypto';
import { access, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { moveFile } from '../moveFile';

/** The oldest Node that WeChat's cloud offers to new functions. */
const TARGET = 'node16';

/**
 * Bundles each `<root>/<name>/src/index.ts` into `<root>/<name>/index.js`, with every package that it needs:
 * WeChat deploys the folder as it is, and has nothing to install.
 */
export async function buildFunctions(root: string): Promise<void> {
  await Promise.all((await functionNames(root)).map((name) => buildFunction(root, name)));
}

async function functionNames(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const sources = await Promise.all(names.map((name) => exists(join(root, name, 'src/index.ts'))));
  return names.filter((_, index) => sources[index]);
}

async function buildFunction(root: string, name: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(root, name, 'src/index.ts')],
    // esbuild goes on writing when this process has ended.
    write: false,
    bundle: true,
    minify: true,
    // Names of functions and classes show in the cloud's logs.
    keepNames: true,
    platform: 'node',
    target: TARGET,
    format: 'cjs',
    // The error that is thrown says the same.
    logLevel: 'silent',
  });
  // A function may be starting from this file right now: it finds the old one or the new one, whole. Not in its folder, where what
  // an interrupted build leaves would be deployed.
  const unfinished = join(root, `.${name}.${randomUUID()}.tmp`);
  try {
    await writeFile(unfinished, outputFiles[0]?.contents ?? '');
    await moveFile(unfinished, join(root, name, 'index.js'));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
