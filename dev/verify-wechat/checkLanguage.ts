import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { transform } from 'esbuild';
import { phoneLanguage } from '../phoneLanguage';

/**
 * Whether the oldest phones can read what was compiled: esbuild, asked to write for them, has nothing to change. Resolves with a
 * sentence for each script that they can't.
 */
export async function checkLanguage(compiled: string): Promise<string[]> {
  const entries = await readdir(compiled, { recursive: true, withFileTypes: true });
  const scripts = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map(({ parentPath, name }) => join(parentPath, name));
  const found = scripts.map(async (path): Promise<string[]> => {
    const change = await firstChange(await readFile(path, 'utf8'));
    if (change === undefined) return [];
    const phones = phoneLanguage.target.join(' or ');
    return [
      `${relative(compiled, path)} can't be read by ${phones} (dev/phoneLanguage.ts), because of: ${change}`,
    ];
  });
  return (await Promise.all(found)).flat();
}

const SHOWN_CHARACTERS = 120;

async function firstChange(script: string): Promise<string | undefined> {
  const [written, readable] = await Promise.all(
    [{ target: 'esnext' }, phoneLanguage].map(async (options) => {
      const { code } = await transform(script, { ...options, logLevel: 'silent' });
      return code.split('\n');
    }),
  );
  const kept = new Set(readable);
  return written
    ?.find((line) => !kept.has(line))
    ?.trim()
    .slice(0, SHOWN_CHARACTERS);
}
