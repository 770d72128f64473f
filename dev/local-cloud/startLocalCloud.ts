import { randomBytes } from 'node:crypto';
import type { RootKey } from '../cam/sessionToken';
import { type CosServer, startCosServer } from '../cos-server/startCosServer';
import { type Functions, type FunctionsOptions, startFunctions } from '../functions/startFunctions';
import type { LocalNetwork } from '../http/LocalNetwork';
import { type StsServer, startStsServer } from '../sts-server/startStsServer';
import { account } from './account';

export interface LocalCloudOptions {
  /** Where objects are kept. */
  dataDir: string;
  /** The folder with the built cloud functions. */
  functionsRoot: string;
  /** 0 picks a free port. Without one for the faults only this program sets them. */
  ports: { cos: number; functions: number; sts: number; faults?: number };
  /** COS and the cloud functions answer there too, STS and the faults do not. */
  network?: LocalNetwork;
  /** Settings of the cloud function on top of those that it needs. */
  functionSettings?: Record<string, string>;
  /** COS refuses path style for such a bucket. */
  createdSince2024?: boolean;
  /** What the account whose key the cloud function has may do, as a CAM policy. Default: everything. */
  ownerPolicy?: unknown;
  /** The clock of COS, ms. Default `Date.now`. */
  clock?: () => number;
  /** Gets what the cloud functions print, by line. Default: to this program's stderr. */
  onLine?: FunctionsOptions['onLine'];
}

export interface LocalCloud {
  cos: CosServer;
  functions: Functions;
  sts: StsServer;
  /** Where a Mini Program finds them, as origins: on 127.0.0.1, or, with a network, in it. */
  at: { cos: string; functions: string };
  /** The permanent key of the account: made anew at each start, it opens nothing anywhere else. */
  rootKey: RootKey;
  close(): Promise<void>;
}

/** COS, STS and the cloud functions on 127.0.0.1. Rejects, with nothing left running, when one can't start. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const rootKey: RootKey = {
    secretId: `AKID${randomBytes(16).toString('hex')}`,
    secretKey: randomBytes(16).toString('hex'),
  };
  const running: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.close()));
  };
  const started = async <Server extends { close(): Promise<void> }>(
    server: Promise<Server>,
  ): Promise<Server> => {
    running.push(await server);
    return server;
  };
  try {
    const { network } = options;
    const { bucket, region, appId } = account;
    const cos = await started(
      startCosServer({
        port: options.ports.cos,
        dataDir: options.dataDir,
        bucket,
        region,
        createdSince2024: options.createdSince2024 ?? false,
        ...(network && { alsoAt: network.address }),
        ...(options.clock && { clock: options.clock }),
        ...(options.ownerPolicy !== undefined && { ownerPolicy: options.ownerPolicy }),
        ...(options.ports.faults !== undefined && { faultsPort: options.ports.faults }),
        ...rootKey,
      }),
    );
    const atCos = network ? `http://${network.address}:${cos.port}` : cos.url;
    const sts = await started(startStsServer({ port: options.ports.sts, appId, ...rootKey }));
    const functions = await started(
      startFunctions({
        port: options.ports.functions,
        root: options.functionsRoot,
        appId: account.miniProgramAppId,
        openId: account.openId,
        ...(network && { network }),
        ...(options.onLine && { onLine: options.onLine }),
        environment: {
          SECRET_ID: rootKey.secretId,
          SECRET_KEY: rootKey.secretKey,
          BUCKET: bucket,
          REGION: region,
          STS_ENDPOINT: sts.url,
          LINK_BASE: atCos,
          ...options.functionSettings,
        },
      }),
    );
    const atFunctions = network
      ? `http://${network.address}:${functions.port}/${network.code}`
      : functions.url;
    return { cos, sts, functions, rootKey, close, at: { cos: atCos, functions: atFunctions } };
  } catch (error) {
    await close();
    throw error;
  }
}
