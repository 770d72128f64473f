import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BenchClient, MB } from './bench/BenchClient';
import { type ServerKind, startServerProcess } from './bench/ServerProcess';
import { transfers } from './bench/transfers';

const usage = `npm run bench -- [--mb 256] [--data DIR]

  --mb    how much each transfer moves, MB; the disk needs four times as much
  --data  where the files go while it runs; default: the system's folder for temporary files`;

interface Measurement {
  /** MB a second, by transfer. */
  speeds: Map<string, number>;
  /** The most memory of the server's process after all transfers, bytes. */
  peakMemory: number;
}

/** Moves bytes through this server and through a plain one, and prints how they compare. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { mb: { type: 'string', default: '256' }, data: { type: 'string', default: tmpdir() } },
  });
  const megabytes = Number(values.mb);
  if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > 5120) {
    throw new Error(`The option --mb is "${values.mb}"; it must be a whole number from 1 to 5120.`);
  }
  const folder = await mkdtemp(join(values.data, 'cos-bench-'));
  try {
    console.log(
      `${megabytes} MB each way. "plain" is a node:http server that writes files and checks nothing.\n`,
    );
    const plain = await measure('plain', join(folder, 'plain'), megabytes * MB);
    const cos = await measure('cos', join(folder, 'cos'), megabytes * MB);
    print(['', 'COS MB/s', 'plain MB/s', 'COS / plain']);
    for (const { name } of transfers) {
      const [a, b] = [cos.speeds.get(name) ?? 0, plain.speeds.get(name) ?? 0];
      print([name, a.toFixed(0), b.toFixed(0), (a / b).toFixed(2)]);
    }
    const [a, b] = [cos.peakMemory / MB, plain.peakMemory / MB];
    print(['peak memory, MB', a.toFixed(0), b.toFixed(0), (a / b).toFixed(2)]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(kind: ServerKind, dataDir: string, bytes: number): Promise<Measurement> {
  const server = await startServerProcess(kind, dataDir);
  const client = new BenchClient(server.port);
  try {
    const speeds = new Map<string, number>();
    for (const { name, run } of transfers) {
      const began = performance.now();
      await run(client, kind, bytes);
      speeds.set(name, bytes / MB / ((performance.now() - began) / 1000));
    }
    return { speeds, peakMemory: await server.peakMemory() };
  } finally {
    client.close();
    await server.stop();
  }
}

function print([name = '', ...columns]: string[]): void {
  console.log(name.padEnd(24) + columns.map((column) => column.padStart(14)).join(''));
}

main().catch((error: unknown) => {
  console.error(`The bench failed. ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
});
