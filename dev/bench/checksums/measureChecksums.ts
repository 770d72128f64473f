import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** Milliseconds for 1 MB, the best of all rounds, and of the very first call, which makes the tables. */
interface Speeds {
  readonly crc64: number;
  readonly md5: number;
  readonly first: number;
}

const root = join(__dirname, '../../..');
/** The measuring takes turns, so that a machine that is busy for a moment is so for both. */
const measuring = `
  // What the SDK touches while it is loaded.
  globalThis.window = {};
  globalThis.wx = { getFileSystemManager: () => ({}), getSystemInfoSync: () => ({ SDKVersion: '3.5.0' }) };
  const { crc64 } = require(process.argv[2]);
  const { md5 } = require(process.argv[3]).util;
  const time = (work) => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const bytes = new Uint8Array(1024 * 1024).map((_, i) => Math.imul(i, 2654435761) >>> 24);
  const first = time(() => crc64(bytes.subarray(0, 8)));
  const crc = [], digest = [];
  for (let round = 0; round < 20; round += 1) {
    crc.push(time(() => crc64(bytes)));
    digest.push(time(() => md5(bytes.buffer)));
  }
  console.log(JSON.stringify({ crc64: Math.min(...crc), md5: Math.min(...digest), first }));
  // The SDK has started timers that want more of wx.
  process.exit();
`;

/**
 * What the checksum of a file costs on a phone, against the MD5 that the SDK computes for each part it uploads. iPhones
 * run a Mini Program without a JIT; `node --jitless` stands in for them.
 */
export async function measureChecksums(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'checksum-bench-'));
  try {
    const product = join(folder, 'crc64.js');
    const script = join(folder, 'measure.js');
    // As WeChat ships it.
    await build({
      entryPoints: [join(root, 'miniprogram/cos/files/crc64.ts')],
      outfile: product,
      format: 'cjs',
      target: 'es2018',
      minify: true,
    });
    await writeFile(script, measuring);
    const measure = async (flags: readonly string[]): Promise<Speeds> => {
      const args = [...flags, script, product, require.resolve('cos-wx-sdk-v5')];
      return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
    };
    for (const [name, flags] of [
      ['with a JIT', []],
      ['without (--jitless)', ['--jitless']],
    ] as const) {
      const { crc64, md5, first } = await measure(flags);
      const speed = (milliseconds: number) =>
        `${milliseconds.toFixed(1)} ms for 1 MB, ${(1000 / milliseconds).toFixed(0)} MB/s`;
      console.log(`${name.padEnd(20)} CRC-64 ${speed(crc64)}; the SDK's MD5 ${speed(md5)}`);
      console.log(
        `${''.padEnd(20)} MD5 : CRC-64 = ${(md5 / crc64).toFixed(1)} : 1; tables made in ${first.toFixed(1)} ms`,
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
