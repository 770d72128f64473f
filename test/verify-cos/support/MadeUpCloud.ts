import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type StsServer, startStsServer } from '../../../dev/sts-server/startStsServer';
import {
  bucket,
  region,
  rootKey,
  startTestServer,
  type TestServer,
} from '../../cos-server/support/startTestServer';
import { certificate, startTlsFront } from '../../support/tls/startTlsFront';
import { typeScriptProgram } from '../../support/typeScriptProgram';

type TlsFront = Awaited<ReturnType<typeof startTlsFront>>;

export interface CommandRun {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Resolves with its status. */
  readonly ended: Promise<number | null>;
}

/** The local servers behind TLS on hosts that are made up, for `npm run verify:cos`. */
export class MadeUpCloud {
  private constructor(
    readonly cos: TestServer,
    private readonly sts: StsServer,
    private readonly fronts: Readonly<Record<'cos' | 'sts', TlsFront>>,
  ) {}

  static async start({ createdSince2024 = false } = {}): Promise<MadeUpCloud> {
    const cos = await startTestServer({ createdSince2024 });
    const sts = await startStsServer({ port: 0, ...rootKey });
    const fronts = { cos: await startTlsFront(cos.port), sts: await startTlsFront(sts.port) };
    return new MadeUpCloud(cos, sts, fronts);
  }

  /** Runs the command on its bucket. Options that are given again count instead. */
  verify(...options: string[]): CommandRun {
    const words = [
      ...['--bucket', bucket, '--region', region, '--resolve', '127.0.0.1'],
      ...['--endpoint', `https://cos.made-up.test:${this.fronts.cos.port}`],
      ...['--sts-endpoint', `https://sts.made-up.test:${this.fronts.sts.port}`],
      ...options,
    ];
    const child = spawn(process.execPath, [...typeScriptProgram, 'test/verify-cos/verifyCos.ts', ...words], {
      cwd: join(__dirname, '../../..'),
      env: {
        PATH: process.env.PATH,
        SECRET_ID: rootKey.secretId,
        SECRET_KEY: rootKey.secretKey,
        NODE_EXTRA_CA_CERTS: certificate,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const ended = once(child, 'close').then(([status]: (number | null)[]) => status ?? null);
    return { child, output: () => output, ended };
  }

  async close(): Promise<void> {
    await Promise.all([
      this.fronts.cos.close(),
      this.fronts.sts.close(),
      this.sts.close(),
      this.cos.remove(),
    ]);
  }
}
