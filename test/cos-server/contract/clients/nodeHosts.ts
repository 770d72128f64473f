import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import { bucket, region } from '../../support/startTestServer';
import type { Addressing, ContractHost } from '../ContractClient';
import { callSdk, credentialOptions, type SdkConstructor, startSdk } from './sdk';

interface Variant {
  name: string;
  addressing: Addressing;
  main: boolean;
  options(port: number): Record<string, unknown>;
}

const local: readonly Variant[] = [
  // `Ip` sends to that address and keeps COS's domain as Host.
  {
    name: 'virtual-hosted',
    addressing: 'virtual-hosted',
    main: true,
    options: (port) => ({ Protocol: 'http:', Ip: `127.0.0.1:${port}` }),
  },
  {
    name: 'bare host',
    addressing: 'bare host',
    main: false,
    options: (port) => ({ Domain: `http://127.0.0.1:${port}` }),
  },
  // A proxy is asked for the whole URL.
  {
    name: 'virtual-hosted, in absolute form',
    addressing: 'virtual-hosted',
    main: false,
    options: (port) => ({ Protocol: 'http:', Proxy: `http://127.0.0.1:${port}` }),
  },
];

/** The SDK for Node, against a server on this machine. */
export function nodeHosts(): ContractHost[] {
  // The SDK would else take the proxy that http_proxy names, for this machine too.
  process.env.NO_PROXY = '127.0.0.1';
  return local.map((variant) => nodeHost(variant, { Bucket: bucket, Region: region }));
}

export function nodeHost(variant: Variant, place: { Bucket: string; Region: string }): ContractHost {
  const { name, addressing, main, options } = variant;
  const Client = COS as unknown as SdkConstructor;
  const folder = mkdtemp(join(tmpdir(), 'cos-contract-node-'));
  const unsaved = join(tmpdir(), `cos-contract-${randomUUID()}`);
  return {
    name: `cos-nodejs-sdk-v5 3.0.0, ${name}`,
    main,
    addressing,
    features: new Set(['no-cors', 'streams', 'escaped-lists', 'queue'] as const),
    open: ({ port }, credentials) => {
      const sdk = new Client({
        ...options(port),
        ...credentialOptions(credentials),
        // Where it remembers unfinished uploads: otherwise in the home folder of who runs the tests.
        ConfCwd: unsaved,
      });
      return {
        call: (operation, parameters = {}) => callSdk(sdk, operation, { ...place, ...parameters }),
        start: (operation, parameters) => startSdk(sdk, operation, { ...place, ...parameters }),
        body: (bytes) => bytes,
        file: async (bytes) => {
          const FilePath = join(await folder, randomUUID());
          await writeFile(FilePath, bytes);
          return { FilePath };
        },
        download: async (parameters) => {
          const { Body } = await callSdk(sdk, 'getObject', { ...place, ...parameters });
          return Body as Buffer;
        },
        text: ({ Body }) => String(Body),
      };
    },
    close: async () => {
      await rm(await folder, { recursive: true });
      await rm(unsaved, { recursive: true, force: true });
    },
  };
}
