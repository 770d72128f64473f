import { join, resolve, sep } from 'node:path';

export type VirtualFolder = 'tmp' | 'usr' | 'store';

export interface VirtualPath {
  folder: VirtualFolder;
  /** On this machine. */
  real: string;
}

const PATTERN = /^http:\/\/(tmp|usr|store)(?:\/(.*))?$/s;

/**
 * Where `http://tmp/…`, `http://usr/…` or `http://store/…` lies under `dir`; undefined for any other path and
 * for one that would leave its folder. Nothing is decoded: `%` is a letter like any other.
 */
export function resolveVirtualPath(dir: string, virtual: string): VirtualPath | undefined {
  const match = PATTERN.exec(virtual);
  if (!match) return undefined;
  const folder = match[1] as VirtualFolder;
  const segments = (match[2] ?? '').split('/').filter((segment) => segment !== '');
  const forbidden = segments.some((segment) => segment === '.' || segment === '..' || /[\0\\]/.test(segment));
  if (forbidden) return undefined;
  const root = resolve(dir, folder);
  const real = join(root, ...segments);
  return real === root || real.startsWith(root + sep) ? { folder, real } : undefined;
}
