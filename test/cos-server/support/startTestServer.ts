import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CosServer,
  type CosServerOptions,
  startCosServer,
} from '../../../dev/cos-server/startCosServer';

export const bucket = 'examplebucket-1250000000';
export const region = 'ap-guangzhou';
export const rootKey = { secretId: 'AKIDrootrootrootrootrootrootrootroot', secretKey: 'root-secret' };

/** A server on a free port and in a folder of its own. */
export interface TestServer extends CosServer {
  dataDir: string;
  /** Stops the server and starts another on the same folder. */
  restart(): Promise<TestServer>;
  /** Stops it and removes the folder. */
  remove(): Promise<void>;
}

export async function startTestServer(options: Partial<CosServerOptions> = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cos-server-')));
  const server = await startCosServer({ port: 0, dataDir, bucket, region, ...rootKey, ...options });
  return {
    ...server,
    dataDir,
    restart: async () => {
      await server.close();
      return startTestServer({ ...options, dataDir });
    },
    remove: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
