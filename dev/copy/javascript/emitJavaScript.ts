import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asCommonJs } from './asCommonJs';
import { withoutTypes } from './withoutTypes';

/** The settings of this project's formatter that a module can feel. */
interface BiomeSettings {
  readonly formatter: unknown;
  readonly javascript: { readonly formatter: unknown };
}

/**
 * Writes a folder of TypeScript as JavaScript into `target`, which is replaced: readable CommonJS, with the comments, in the
 * layout of the source. All other files come along as they are, save typings and what npm built.
 *
 * @param settings the path of the biome.json that says how modules are laid out.
 */
export async function emitJavaScript(source: string, target: string, settings: string): Promise<void> {
  // Not in the project: its formatter leaves out what git ignores.
  const folder = await mkdtemp(join(tmpdir(), 'javascript-'));
  try {
    await cp(source, folder, {
      recursive: true,
      filter: (path) => !/(\.d\.ts|typings|miniprogram_npm)$/.test(path),
    });
    for (const path of await readdir(folder, { recursive: true })) {
      if (!path.endsWith('.ts')) continue;
      const script = withoutTypes(await readFile(join(folder, path), 'utf8'));
      await rm(join(folder, path));
      if (script !== undefined) await writeFile(join(folder, path.replace(/ts$/, 'js')), asCommonJs(script));
    }
    await layOut(folder, settings);
    await rm(target, { recursive: true, force: true });
    await cp(folder, target, { recursive: true });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function layOut(folder: string, settings: string): Promise<void> {
  const { formatter, javascript }: BiomeSettings = JSON.parse(await readFile(settings, 'utf8'));
  const files = { includes: ['**/*.js'] };
  const config = join(folder, 'biome.json');
  await writeFile(config, JSON.stringify({ files, formatter, javascript }));
  const biome = createRequire(__filename).resolve('@biomejs/biome/bin/biome');
  await promisify(execFile)(process.execPath, [biome, 'format', '--write', '.'], { cwd: folder });
  await rm(config);
}
