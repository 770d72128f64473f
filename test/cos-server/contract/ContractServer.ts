import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { permissiveCors } from '../../../dev/cos-server/http/cors';
import { type CosServer, startCosServer } from '../../../dev/cos-server/startCosServer';
import { sendRaw } from '../support/send';
import { bucket, region, rootKey } from '../support/startTestServer';
import { below, keyFor, temporaryKey } from '../support/temporaryKey';
import type { BucketKind, Case } from './Case';
import type { ContractHost } from './ContractClient';
import { linkTo } from './linkTo';

/** Metadata and headers that the cases read; a browser sees no others. */
const exposed = [
  'x-cos-meta-note',
  'x-cos-storage-class',
  'x-cos-force-download',
  'x-cos-acl',
  'x-cos-restore',
  'Content-Disposition',
];

/** The servers of a contract run: one for each kind of bucket, with a clock that can be set. */
export class ContractServer {
  private ahead = 0;
  private servers: Partial<Record<BucketKind, CosServer>> = {};

  private constructor(
    private readonly folder: string,
    private readonly start: typeof startCosServer,
  ) {}

  /** @param start what starts a server: another than the real one when the suite itself is tested. */
  static async open(start = startCosServer): Promise<ContractServer> {
    return new ContractServer(await mkdtemp(join(tmpdir(), 'cos-contract-')), start);
  }

  /** Resolves when the case holds for the client, rejects when it does not. */
  async run(host: ContractHost, { bucket: kind = 'older', run }: Case): Promise<void> {
    const server = await this.server(kind);
    const prefix = `contract/${randomUUID()}/`;
    try {
      await run({
        server,
        prefix,
        foreign: `somebody-else/${prefix}`,
        bucket,
        region,
        owner: rootKey,
        below,
        issue: async (statement) => temporaryKey(statement),
        follow: (url, use) => sendRaw(server, linkTo(String(url), use)),
        client: host.open(server, { kind: 'temporary', key: keyFor(prefix) }),
        connect: (credentials) => host.open(server, credentials),
        shiftClock: (ahead) => {
          this.ahead = ahead;
        },
      });
    } finally {
      this.ahead = 0;
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.servers).map((server) => server.close()));
    await rm(this.folder, { recursive: true });
  }

  private async server(kind: BucketKind): Promise<CosServer> {
    const started = this.servers[kind];
    if (started) return started;
    const server = await this.start({
      port: 0,
      dataDir: join(this.folder, kind),
      bucket,
      region,
      ...rootKey,
      createdSince2024: kind === 'since-2024',
      clock: () => Date.now() + this.ahead,
      cors: permissiveCors.map((rule) => ({
        ...rule,
        exposedHeaders: [...rule.exposedHeaders, ...exposed],
      })),
    });
    this.servers[kind] = server;
    return server;
  }
}
