import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { readJsonFile } from './readJsonFile';

/** WeChat's, of the main package and of each subpackage. Bytes. */
export const PACKAGE_LIMIT = 2 * 1024 * 1024;

export interface PackageSize {
  /** `main`, or the root of a subpackage. */
  readonly name: string;
  /** Bytes that were written here. */
  readonly own: number;
  /** Bytes that "Build npm" brought: the SDK. */
  readonly sdk: number;
}

/** The packages of a compiled Mini Program. What lies under no root of a subpackage is the main package. */
export async function packageSizes(compiled: string): Promise<PackageSize[]> {
  const app = await readJsonFile<Record<'subPackages' | 'subpackages', { root: string }[] | undefined>>(
    join(compiled, 'app.json'),
  );
  const subpackages = app.subPackages ?? app.subpackages ?? [];
  const roots = subpackages.map(({ root }) => root.replace(/^\/|\/$/g, ''));
  const sizes = new Map(['main', ...roots].map((name) => [name, { name, own: 0, sdk: 0 }]));
  for (const entry of await readdir(compiled, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const place = relative(compiled, path).split(sep).join('/');
    const size = sizes.get(roots.find((root) => place.startsWith(`${root}/`)) ?? 'main');
    const { size: bytes } = await stat(path);
    if (!size) continue;
    size[place.includes('miniprogram_npm/') ? 'sdk' : 'own'] += bytes;
  }
  return [...sizes.values()];
}
