import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { transform } from 'esbuild';

/** WeChat: of the main package and of each subpackage. Bytes. */
const LIMIT = 2 * 1024 * 1024;
/** WeChat's compiler leaves these at home. */
const notShipped = /\.d\.ts$|\.md$/;

const source = join(__dirname, '../../miniprogram');

/** Bytes of a file as WeChat ships it: scripts minified, the rest as it is. */
async function shippedBytes(path: string): Promise<number> {
  const content = await readFile(path);
  if (extname(path) !== '.ts') return content.length;
  const { code } = await transform(content.toString(), {
    loader: 'ts',
    format: 'cjs',
    target: 'es2018',
    minify: true,
  });
  return Buffer.byteLength(code);
}

async function measure(): Promise<void> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const sizes = { main: 0, cos: 0, sdk: 0 };
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || notShipped.test(path)) continue;
    const place = relative(source, path);
    const bytes = await shippedBytes(path);
    if (!place.startsWith('cos')) sizes.main += bytes;
    else if (place.includes('miniprogram_npm')) sizes.sdk += bytes;
    else sizes.cos += bytes;
  }
  const line = (name: string, bytes: number): string =>
    `${name.padEnd(34)}${(bytes / 1024).toFixed(1).padStart(8)} kB   ${((100 * bytes) / LIMIT).toFixed(1)} % of 2 MB`;
  console.log(line('main package', sizes.main));
  console.log(line('subpackage cos', sizes.cos + sizes.sdk));
  console.log(line('  of it cos-wx-sdk-v5', sizes.sdk));
  console.log(line('  of it pages, flows and texts', sizes.cos));
  console.log(`cos without the SDK : the SDK alone = ${(sizes.cos / sizes.sdk).toFixed(2)} : 1`);
}

measure().catch((error: unknown) => {
  console.error('The packages could not be measured:', error);
  process.exitCode = 1;
});
